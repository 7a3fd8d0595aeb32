package dev.lanewise.nn;

/**
 * What a {@link Predictor} makes of a network's outputs. Losses take logits, so networks end
 * without these functions, and predictions may want them.
 */
public enum OutputTransform {
    /** The outputs as they are. */
    NONE,
    /** Probabilities of classes, row by row: e^z[j] / Σ e^z[k]. */
    SOFTMAX,
    /** Logarithms of the probabilities of classes, right also where those are too small. */
    LOG_SOFTMAX,
    /** Probabilities of events, each alone: 1 / (1 + e^−z). */
    SIGMOID
}
