package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which learning rates suit a training: trains for a while with a rate that grows from
 * update to update, and records the loss (Smith, "Cyclical learning rates for training neural
 * networks", 2017, arXiv 1506.01186). In update i, from 0:
 *
 * <pre>
 * rate     = lowest · (highest/lowest)^(i/(updates − 1))
 * average  = smoothing·average + (1 − smoothing)·loss          from 0
 * smoothed = average / (1 − smoothing^(i + 1))
 * </pre>
 *
 * <p>It ends early once {@code smoothed} is above {@code explosion} times its least value so far
 * (for a negative value v: above v + (explosion − 1)·|v|), or once loss or gradients are not finite.
 *
 * {@snippet :
 * Trainer trainer = Trainer.of(network, loss, Adam.of(1e-3)).withBatchSize(64);
 * LearningRateCurve curve = LearningRateFinder.of().find(trainer, training);
 * double rate = curve.suggestion().orElse(1e-3);
 * }
 *
 * @param lowest first rate, above 0; 1e-7
 * @param highest last rate, above the first and finite; 10
 * @param updates number of rates, at least 2; 100
 * @param smoothing part of the average that stays in each update, in [0, 1); 0.9
 * @param explosion what multiple of its least value the smoothed loss may reach, above 1; 4
 */
public record LearningRateFinder(
        double lowest, double highest, int updates, double smoothing, double explosion) {
    /** Checks all settings. */
    public LearningRateFinder {
        Checks.require(
                lowest > 0 && lowest < Float.MAX_VALUE, "lowest", lowest, "finite and above 0");
        Checks.require(
                highest > lowest && highest <= Float.MAX_VALUE,
                "highest",
                highest,
                "finite and above lowest, " + lowest);
        Checks.require(updates >= 2, "updates", updates, "at least 2");
        Checks.require(
                smoothing >= 0 && smoothing < 1, "smoothing", smoothing, "at least 0 and below 1");
        Checks.require(explosion > 1, "explosion", explosion, "above 1");
    }

    /** The defaults. */
    public static LearningRateFinder of() {
        return new LearningRateFinder(1e-7, 10, 100, 0.9, 4);
    }

    /** A copy with another range of rates. */
    public LearningRateFinder withRange(double lowest, double highest) {
        return new LearningRateFinder(lowest, highest, updates, smoothing, explosion);
    }

    /** A copy with another number of rates. */
    public LearningRateFinder withUpdates(int updates) {
        return new LearningRateFinder(lowest, highest, updates, smoothing, explosion);
    }

    /** A copy with another smoothing. */
    public LearningRateFinder withSmoothing(double smoothing) {
        return new LearningRateFinder(lowest, highest, updates, smoothing, explosion);
    }

    /** A copy with another bound at which it ends. */
    public LearningRateFinder withExplosion(double explosion) {
        return new LearningRateFinder(lowest, highest, updates, smoothing, explosion);
    }

    /**
     * Tries the rates on a copy of the trainer's network, with the trainer's loss, optimizer, seed,
     * batches, clipping and accumulation, over as many epochs as it takes; its network is not
     * changed, its listeners hear nothing, its schedule and all that decides at the end of epochs
     * is left out. The same trainer and data give the same curve, to the bit.
     *
     * @throws IllegalArgumentException where the trainer and the data do not fit together
     * @throws ArithmeticException where loss or gradients are not finite with the initial weights
     */
    public LearningRateCurve find(Trainer trainer, Dataset training) {
        TrainerSettings settings = trainer.settings();
        TrainingChecks.fit(settings.network, settings.loss, training, "training");
        Batches batches = settings.batches(training);
        Network network = settings.network.copy();
        try (TrainingStep step = settings.step(network)) {
            BatchUpdates applied = new BatchUpdates(settings, network, step);
            return new LearningRateCurve(points(step, batches, applied));
        }
    }

    private List<LearningRateCurve.Point> points(
            TrainingStep step, Batches batches, BatchUpdates applied) {
        List<LearningRateCurve.Point> points = new ArrayList<>();
        Feed feed = new Feed(batches, applied);
        double average = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < updates; i++) {
            step.setLearningRate(rate(i));
            double loss;
            try {
                loss = feed.update();
            } catch (NonFiniteException e) {
                if (i == 0) {
                    throw e; // no rate has had a part in it
                }
                break;
            }
            average = smoothing * average + (1 - smoothing) * loss;
            double smoothed = average / (1 - StrictMath.pow(smoothing, i + 1));
            points.add(new LearningRateCurve.Point(step.learningRate(), loss, smoothed));
            least = Math.min(least, smoothed);
            if (smoothed > least + (explosion - 1) * Math.abs(least)) {
                break;
            }
        }
        return points;
    }

    private double rate(int update) {
        return lowest * StrictMath.pow(highest / lowest, update / (updates - 1.0));
    }

    /** One update after the other, over as many epochs as it takes. */
    private static final class Feed {
        private final Batches batches;
        private final BatchUpdates applied;
        private int epoch;
        private int batch;

        Feed(Batches batches, BatchUpdates applied) {
            this.batches = batches;
            this.applied = applied;
        }

        /** The mean loss of the batches that it took. */
        double update() {
            double sum = 0;
            int count = 0;
            boolean updated = false;
            while (!updated) {
                if (!batches.next()) {
                    batch = 0;
                    batches.start(++epoch);
                    batches.next();
                }
                updated = applied.train(batches, epoch, ++batch);
                sum += applied.loss();
                count++;
            }
            return sum / count;
        }
    }
}
