package dev.lanewise.samples.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.TrainingListener;

/**
 * A moving average of a network's weights, and its best state so far.
 *
 * <p>Each batch pulls the weights its own way; their average stays in the middle and predicts
 * better than the last weights do, as if the learning rate had been lowered at the end (Polyak and
 * Juditsky, "Acceleration of stochastic approximation by averaging", 1992). After each epoch the
 * average is tried on the validation rows; kept is that of the epoch which did best there.
 */
final class AveragedWeights implements TrainingListener {
    /** How far back the average reaches, as a share of the training, and in epochs at most. */
    private static final double SHARE = 0.1;

    private static final double MOST_EPOCHS = 3;

    private final Network trained;
    private final Network average;
    private final Loss loss;
    private final Dataset validation;
    /** Weight of the newest in the average, and the least that it falls to. */
    private double newest = 1;

    private double smallest;
    private Evaluation current;
    private Network best;
    private Evaluation bestEvaluation;
    private int bestEpoch;

    AveragedWeights(Network trained, Loss loss, Dataset validation) {
        this.trained = trained;
        this.average = trained.copy();
        this.loss = loss;
        this.validation = validation;
    }

    @Override
    public void trainingStarted(int epochs, int batchesAnEpoch) {
        double reach = Math.min(MOST_EPOCHS, SHARE * epochs);
        smallest = 1 / Math.max(1, reach * batchesAnEpoch);
    }

    @Override
    public void batchFinished(int epoch, int batch, int rows, float batchLoss) {
        float[] from = trained.parameters();
        float[] to = average.parameters();
        float share = (float) newest;
        for (int i = 0; i < to.length; i++) {
            to[i] += share * (from[i] - to[i]);
        }
        // 1, 1/2, 1/3, ...: a plain mean at first, in which the initial weights have no part
        newest = Math.max(smallest, newest / (1 + newest));
    }

    @Override
    public void epochFinished(Epoch epoch) {
        current = Evaluation.of(average, loss, validation);
        if (best == null || current.loss() < bestEvaluation.loss()) {
            best = average.copy();
            bestEvaluation = current;
            bestEpoch = epoch.number();
        }
    }

    /** What the average has reached on the validation rows after the epoch that has just ended. */
    Evaluation current() {
        return current;
    }

    /** The network of the best epoch. */
    Network best() {
        return best;
    }

    /** When that was. */
    int bestEpoch() {
        return bestEpoch;
    }
}
