package dev.lanewise.samples.embed;

import dev.lanewise.io.StepCheckpoint;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Predictor;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A model that learns from a stream while it answers, as a service would hold it: the part of
 * {@link Embed} to take home.
 *
 * <p>{@link #learn} and {@link #save} are for one thread; {@link #predict} is for any number, at any
 * time. None waits for another: a batch ends with a new predictor in the place of the one before,
 * and whoever is predicting with that one then, comes to its end with it.
 */
final class OnlineModel {
    /** Rows of a batch. */
    static final int ROWS = 32;

    private final Network network;
    private final TrainingStep step;
    private final AtomicReference<Predictor> current;

    /**
     * Goes on from a file where there is one, and begins anew otherwise.
     *
     * @throws IllegalArgumentException where the file is of another network or optimizer
     */
    OnlineModel(Path file) throws IOException {
        Optional<StepCheckpoint> saved =
                Files.exists(file) ? Optional.of(StepCheckpoint.load(file)) : Optional.empty();
        network = saved.map(StepCheckpoint::network).orElseGet(OnlineModel::untrained);
        if (network.inputs() != DriftingStream.FEATURES || network.outputs() != 1) {
            throw new IllegalArgumentException(
                    "network is " + network.inputs() + " × " + network.outputs() + ", expected "
                            + DriftingStream.FEATURES + " × 1");
        }
        step = new TrainingStep(network, new MeanSquaredError(), Adam.of(0.01), ROWS);
        saved.ifPresent(checkpoint -> step.restore(checkpoint.step()));
        current = new AtomicReference<>(network.predictor());
    }

    private static Network untrained() {
        return Network.inputs(DriftingStream.FEATURES).dense(32, Activation.TANH).dense(1)
                .build(42);
    }

    /** One step of training; the mean squared error before it. */
    float learn(float[] features, float[] targets) {
        float error = step.step(features, 0, targets, 0, ROWS);
        current.set(network.predictor());
        return error;
    }

    /** The answers of one moment, which do not change any more. */
    Predictor predictor() {
        return current.get();
    }

    /** The answer for one row, by the newest predictor. */
    float predict(float[] row) {
        float[] answer = new float[1];
        predictor().predict(answer, 0, row, 0, 1);
        return answer[0];
    }

    /** Batches learned so far, in earlier processes too. */
    long batches() {
        return step.state().batches();
    }

    /** Writes weights and optimizer in the place of what was saved before. */
    void save(Path file) throws IOException {
        new StepCheckpoint(network, step.state()).save(file);
    }
}
