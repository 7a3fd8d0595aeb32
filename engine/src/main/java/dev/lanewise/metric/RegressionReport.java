package dev.lanewise.metric;

import dev.lanewise.internal.Checks;

/**
 * How far predicted numbers are from their targets.
 *
 * <p>All are NaN where there is nothing to compare, or a prediction is NaN. To add up predictions
 * that come piece by piece, see {@link RegressionSums}.
 *
 * @param meanAbsoluteError mean of |prediction − target| over all elements
 * @param rootMeanSquaredError root of the mean of (prediction − target)² over all elements
 * @param rSquared coefficient of determination, 1 − Σ(prediction − target)² / Σ(target − mean
 *     target)², each column with a mean of its own and all columns summed (scikit-learn's {@code
 *     r2_score} with {@code variance_weighted}); NaN where the targets do not vary
 */
public record RegressionReport(
        double meanAbsoluteError, double rootMeanSquaredError, double rSquared) {
    /**
     * Compares predictions with targets.
     *
     * @param predictions {@code rows × columns}
     * @param targets {@code rows × columns}
     */
    public static RegressionReport of(float[] predictions, float[] targets, int columns) {
        TargetChecks.sameLength("predictions", predictions, targets);
        Checks.require(columns >= 1, "columns", columns, "at least 1");
        Checks.require(
                targets.length % columns == 0,
                "length of targets",
                targets.length,
                "a multiple of columns " + columns);
        RegressionSums sums = new RegressionSums(columns);
        for (int at = 0; at < targets.length; at += columns) {
            sums.add(predictions, at, targets, at);
        }
        return sums.report();
    }
}
