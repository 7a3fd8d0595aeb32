package dev.lanewise.listener;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import dev.lanewise.train.Trainer;
import java.util.Map;
import java.util.Optional;

/** Epochs that never were, and a small training. */
final class Epochs {
    static final int ROWS = 10;
    static final int BATCH = 4;

    private Epochs() {}

    static Epoch epoch(int number, double seconds, Evaluation training) {
        return new Epoch(number, training, Optional.empty(), seconds, 0.1, true);
    }

    static Epoch epoch(int number, double seconds, Evaluation training, Evaluation validation) {
        return new Epoch(number, training, Optional.of(validation), seconds, 0.1, true);
    }

    static Evaluation evaluation(double loss, double accuracy) {
        return new Evaluation(loss, Map.of(Metric.ACCURACY, accuracy));
    }

    static Network network() {
        return Network.inputs(3).dense(4, Activation.TANH).dense(2).build(1);
    }

    /** Three batches an epoch: of 4, 4 and 2 rows. */
    static Trainer trainer(Network network) {
        return Trainer.of(network, new MeanSquaredError(), Sgd.of(0.01))
                .withEpochs(2)
                .withBatchSize(BATCH);
    }

    static Dataset data() {
        return Dataset.of(
                Slice.random(1, ROWS * 3, 1).values(), 3, Slice.random(2, ROWS * 2, 1).values(), 2);
    }
}
