package dev.lanewise.train;

import dev.lanewise.internal.Checks;

/**
 * When a training has gone on for long enough: after so many epochs in which the figure that is
 * watched ({@link Trainer#withMonitor}) did not become better (Prechelt, "Early stopping - but
 * when?", 1998).
 *
 * <p>An epoch is better where its figure beats that of the last better epoch by more than {@code
 * minDelta}; a figure that is not a number is never better. Whatever the patience, the network
 * gets the weights of the best epoch at the end ({@link Trainer#withBestWeights}).
 *
 * @param patience epochs in a row without a better one after which the training ends, at least 1;
 *     so Keras counts. {@link dev.lanewise.optim.ReduceOnPlateau} bears as many and acts after one
 *     more, as PyTorch does
 * @param minDelta what counts as better, at least 0; 0
 */
public record EarlyStopping(int patience, double minDelta) {
    /** Checks both settings. */
    public EarlyStopping {
        Checks.require(patience >= 1, "patience", patience, "at least 1");
        Checks.require(
                minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY,
                "minDelta",
                minDelta,
                "finite and at least 0");
    }

    /** Stops after so many epochs without any improvement. */
    public static EarlyStopping of(int patience) {
        return new EarlyStopping(patience, 0);
    }

    /** A copy with another least improvement. */
    public EarlyStopping withMinDelta(double minDelta) {
        return new EarlyStopping(patience, minDelta);
    }
}
