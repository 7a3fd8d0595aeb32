package dev.lanewise.nn;

import dev.lanewise.internal.Checks;

/**
 * Inverted dropout: in training, each value is 0 with probability {@code rate} and multiplied by
 * 1/(1 − rate) otherwise; in prediction, Y = X (Srivastava, Hinton, Krizhevsky, Sutskever and
 * Salakhutdinov, "Dropout", 2014). Backward: the same mask and factor on dY.
 *
 * <p>Masks are a function of the network's seed, the layer's position, the number of the batch and
 * the place in the batch: nothing is kept for the backward pass, and threads do not show.
 *
 * @param features columns of X and Y
 * @param rate probability of 0, in [0, 1)
 */
public record Dropout(int features, double rate) implements Layer {
    /** Checks size and rate. */
    public Dropout {
        Checks.require(features > 0, "features", features, "at least 1");
        Checks.require(rate >= 0 && (float) rate < 1, "rate", rate, "at least 0 and below 1");
    }

    @Override
    public int inputs() {
        return features;
    }

    @Override
    public int outputs() {
        return features;
    }
}
