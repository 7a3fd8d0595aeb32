package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.internal.Checks;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The training loop over {@link TrainingStep}: epochs of shuffled batches, each epoch followed by a
 * look at data never trained on.
 *
 * {@snippet :
 * History history = Trainer.of(network, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(1e-3))
 *         .withEpochs(10)
 *         .withBatchSize(128)
 *         .fit(training, validation);
 * }
 *
 * @param network updated in place
 * @param loss what is made small
 * @param optimizer how the weights follow the gradient; its state starts anew with each fit
 * @param epochs passes over the training data
 * @param batchSize rows a step; the last batch of an epoch may be shorter
 * @param seed of the order of rows
 * @param listeners told of batches and epochs
 */
public record Trainer(
        Network network,
        Loss loss,
        Optimizer optimizer,
        int epochs,
        int batchSize,
        long seed,
        List<TrainingListener> listeners) {
    /** Checks the settings. */
    public Trainer {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(optimizer, "optimizer");
        Checks.require(epochs >= 1, "epochs", epochs, "at least 1");
        Checks.require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        listeners = List.copyOf(listeners);
        loss.checkOutputs(network.outputs());
    }

    /** Ten epochs of batches of 64, seed 0, no listener. */
    public static Trainer of(Network network, Loss loss, Optimizer optimizer) {
        return new Trainer(network, loss, optimizer, 10, 64, 0, List.of());
    }

    /** This trainer with another number of epochs. */
    public Trainer withEpochs(int epochs) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners);
    }

    /** This trainer with another batch size. */
    public Trainer withBatchSize(int batchSize) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners);
    }

    /** This trainer with another order of rows. */
    public Trainer withSeed(long seed) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners);
    }

    /** This trainer with one more listener. */
    public Trainer withListener(TrainingListener listener) {
        List<TrainingListener> all =
                Stream.concat(listeners.stream(), Stream.of(listener)).toList();
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, all);
    }

    /** Trains without validation. */
    public History fit(Dataset training) {
        return run(training, Optional.empty());
    }

    /**
     * Trains, and evaluates the validation data after every epoch.
     *
     * @throws IllegalArgumentException before anything is trained, where network, loss, batch size and
     *     data do not fit together
     * @throws ArithmeticException where a batch's loss is not finite
     */
    public History fit(Dataset training, Dataset validation) {
        return run(training, Optional.of(validation));
    }

    private History run(Dataset training, Optional<Dataset> validation) {
        TrainingChecks.fit(network, loss, training, "training");
        validation.ifPresent(set -> TrainingChecks.fit(network, loss, set, "validation"));
        Batches batches = new Batches(training, batchSize, seed);
        TrainingStep step = new TrainingStep(network, loss, optimizer, batchSize);
        MetricSums sums = new MetricSums(loss, network.outputs());
        listeners.forEach(listener -> listener.trainingStarted(epochs, batches.count()));
        List<Epoch> done = new ArrayList<>();
        for (int number = 1; number <= epochs; number++) {
            long start = System.nanoTime();
            trainEpoch(number, batches, step, sums);
            double seconds = (System.nanoTime() - start) * 1e-9;
            Epoch epoch =
                    new Epoch(
                            number,
                            sums.evaluation(),
                            validation.map(set -> Evaluation.unchecked(network, loss, set)),
                            seconds);
            done.add(epoch);
            listeners.forEach(listener -> listener.epochFinished(epoch));
        }
        return new History(done);
    }

    private void trainEpoch(int epoch, Batches batches, TrainingStep step, MetricSums sums) {
        sums.clear();
        batches.start(epoch);
        for (int batch = 1; batches.next(); batch++) {
            float[] x = batches.features();
            float[] y = batches.targets();
            int rows = batches.rows();
            float value = step.step(x, 0, y, 0, rows);
            if (!Float.isFinite(value)) {
                throw new ArithmeticException(
                        "the loss is " + value + " in batch " + batch + " of epoch " + epoch
                                + ": try a smaller learning rate than "
                                + optimizer.learningRate());
            }
            sums.add(step.lossSum(), step.activations(), step.outputsOffset(), y, 0, rows);
            for (TrainingListener listener : listeners) {
                listener.batchFinished(epoch, batch, rows, value);
            }
        }
    }
}
