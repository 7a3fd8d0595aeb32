package dev.lanewise.metric;

import dev.lanewise.internal.Checks;

/**
 * What logits say, one a class, of rows that are of one class each.
 *
 * <p>The larger of two logits comes first, and of equal ones that of the lower index. A row in
 * which a logit is NaN predicts nothing, so it is never right. The methods on a single row leave it
 * to the array to check its bounds; those on all rows check their arguments.
 */
public final class ClassLogits {
    private ClassLogits() {}

    /**
     * The predicted class of a row: that of the largest logit.
     *
     * @return from 0 to {@code classes - 1}; -1 where a logit is NaN
     */
    public static int largest(float[] logits, int offset, int classes) {
        int best = 0;
        for (int c = 0; c < classes; c++) {
            if (Float.isNaN(logits[offset + c])) {
                return -1;
            }
            if (logits[offset + c] > logits[offset + best]) {
                best = c;
            }
        }
        return best;
    }

    /**
     * How many classes of a row come before the target: 0 where it is the predicted one.
     *
     * @return from 0 to {@code classes - 1}; {@code classes} where a logit is NaN
     */
    public static int rank(float[] logits, int offset, int classes, int target) {
        float own = logits[offset + target];
        int before = 0;
        for (int c = 0; c < classes; c++) {
            float logit = logits[offset + c];
            if (Float.isNaN(logit)) {
                return classes;
            }
            if (logit > own || logit == own && c < target) {
                before++;
            }
        }
        return before;
    }

    /**
     * Share of rows whose target is among the k classes of largest logits: scikit-learn's {@code
     * top_k_accuracy_score}, but for equal logits.
     *
     * @param logits {@code rows × classes}
     * @param targets a class index a row
     * @param k at least 1; from {@code classes} on, every row without NaN counts
     * @return NaN where there are no rows
     */
    public static double topKAccuracy(float[] logits, int classes, float[] targets, int k) {
        int rows = TargetChecks.classes(logits, classes, targets);
        Checks.require(k >= 1, "k", k, "at least 1");
        int most = Math.min(k, classes);
        int among = 0;
        for (int row = 0; row < rows; row++) {
            if (rank(logits, row * classes, classes, (int) targets[row]) < most) {
                among++;
            }
        }
        return among / (double) rows;
    }

    /**
     * Mean log loss of all rows, −ln p[target] for the softmax p of a row's logits: scikit-learn's
     * {@code log_loss}. In double precision; the loss kernels are much faster, and single.
     *
     * @param logits {@code rows × classes}
     * @param targets a class index a row
     * @return NaN where there are no rows, or a logit is NaN or infinitely large
     */
    public static double logLoss(float[] logits, int classes, float[] targets) {
        int rows = TargetChecks.classes(logits, classes, targets);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += logLoss(logits, row * classes, classes, (int) targets[row]);
        }
        return sum / rows;
    }

    /** As ln Σ exp(z[c] − max z) − (z[target] − max z), classes ascending. */
    private static double logLoss(float[] logits, int offset, int classes, int target) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            max = Math.max(max, logits[offset + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += StrictMath.exp(logits[offset + c] - max);
        }
        return StrictMath.log(sum) - (logits[offset + target] - max);
    }
}
