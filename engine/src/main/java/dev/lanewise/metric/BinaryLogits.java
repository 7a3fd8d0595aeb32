package dev.lanewise.metric;

/** What logits say of elements that are positive or negative. */
public final class BinaryLogits {
    private BinaryLogits() {}

    /** Whether a target, a probability from 0 to 1, is of the positive class: above one half. */
    public static boolean isPositive(float target) {
        return target > 0.5f;
    }

    /**
     * The class that a score predicts: 1 above the threshold, 0 at it and below, and -1, none at
     * all, where the score is NaN.
     *
     * @param threshold 0 for logits, 0.5 for probabilities
     */
    public static int predicted(float score, float threshold) {
        if (Float.isNaN(score)) {
            return -1;
        }
        return score > threshold ? 1 : 0;
    }

    /**
     * Mean log loss of all elements, −t·ln σ(z) − (1 − t)·ln σ(−z): scikit-learn's {@code log_loss}
     * of their sigmoid. In double precision; the loss kernels are much faster, and single.
     *
     * @param targets probabilities, from 0 to 1
     * @return NaN where there are no elements, or a logit is NaN or infinite
     */
    public static double logLoss(float[] logits, float[] targets) {
        TargetChecks.binary("logits", logits, targets);
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += logLoss(logits[i], targets[i]);
        }
        return sum / logits.length;
    }

    /** As max(z, 0) − t·z + ln(1 + exp(−|z|)). */
    private static double logLoss(float logit, float target) {
        double z = logit;
        return Math.max(z, 0) - target * z + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }
}
