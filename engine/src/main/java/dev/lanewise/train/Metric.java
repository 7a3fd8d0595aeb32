package dev.lanewise.train;

/** A figure by which predictions are judged, besides the loss. */
public enum Metric {
    /**
     * Share of predictions that are right. For softmax cross-entropy: of rows whose largest logit
     * (the first of equals) is at the target class; for binary cross-entropy: of elements with the
     * logit above 0 where the target is above one half, and only there.
     */
    ACCURACY,

    /** Mean of |prediction - target| over all elements. */
    MEAN_ABSOLUTE_ERROR,

    /** Root of the mean of (prediction - target)² over all elements. */
    ROOT_MEAN_SQUARED_ERROR,

    /**
     * Coefficient of determination, 1 - Σ(prediction - target)² / Σ(target - mean target)², each
     * output column with a mean of its own and all columns summed; NaN where the targets do not
     * vary.
     */
    R_SQUARED
}
