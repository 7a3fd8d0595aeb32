package dev.lanewise.train;

import dev.lanewise.metric.BinaryLogits;
import dev.lanewise.metric.ClassLogits;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.metric.RegressionReport;
import dev.lanewise.metric.RocCurve;

/**
 * A figure by which predictions are judged, besides the loss.
 *
 * <p>Which of them there are follows from what the outputs are to the loss, {@link
 * dev.lanewise.loss.Loss#outputs}. Those of classes suit cross-entropy and its kin, where a row is
 * of one class: the target, or, of a distribution, its largest share (the first of equals). Those
 * of two classes suit binary cross-entropy and hinge, where each output is positive or negative:
 * positive with a logit above 0, or a target above one half. Those of numbers suit the losses of
 * differences; the Poisson loss, whose outputs are logarithms, has none. Rows of an ignored class
 * do not count, and all others count the same, whatever their weights. Batches of a training have
 * accuracy and the figures of numbers; the others belong to an {@link Evaluation} of a whole set.
 *
 * <p>Every row counts once, whatever weight the loss gives to it or to its class; those of an
 * ignored class do not count.
 */
public enum Metric {
    /**
     * Share of predictions that are right. For softmax cross-entropy: of rows whose largest logit
     * (the first of equals) is at the target class; for binary cross-entropy: of elements that are
     * predicted as what they are. A logit that is NaN is never right.
     */
    ACCURACY,

    /**
     * Share of rows whose target class is among those of the k largest logits, {@link
     * ClassLogits#topKAccuracy}, where there are more than k classes. A setting of the evaluation;
     * 5 unless given.
     */
    TOP_K_ACCURACY,

    /**
     * Of what is predicted as a class, the share that is of it. For two classes: of the positive
     * one, and of several outputs the mean; for more: the macro average, {@link
     * ConfusionMatrix#macroPrecision}.
     */
    PRECISION,

    /** Of what is of a class, the share that is predicted as it; averaged as precision is. */
    RECALL,

    /** Harmonic mean of a class's precision and recall; averaged as these are. */
    F1,

    /**
     * Area under the curve of true against false positives, {@link RocCurve#auc}, for two classes;
     * NaN where one of them is missing. Of several outputs the mean over those that have both.
     */
    ROC_AUC,

    /**
     * Mean of −ln of the probability given to what is true, {@link ClassLogits#logLoss} or {@link
     * BinaryLogits#logLoss}: by the kernel of the plain cross-entropy, whatever the loss adds.
     */
    LOG_LOSS,

    /** {@link RegressionReport#meanAbsoluteError}. */
    MEAN_ABSOLUTE_ERROR,

    /** {@link RegressionReport#rootMeanSquaredError}. */
    ROOT_MEAN_SQUARED_ERROR,

    /** {@link RegressionReport#rSquared}; NaN where the targets do not vary. */
    R_SQUARED
}
