package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * Layer normalization, forward and backward: each row on its own gets mean 0 and variance 1, then
 * each column a gamma and a beta (Ba, Kiros and Hinton, "Layer normalization", arXiv 1607.06450).
 *
 * <p>Matrices are row-major, {@code rows × columns}, without gaps. Sums over a row use sixteen
 * virtual lanes whatever the hardware has: lane l adds the columns l, l + 16, … in ascending order,
 * and lanes are added up 8, 4, 2, 1. So the bits depend neither on the lane width nor on how rows
 * are shared out. A kernel has no state, so several threads may use one.
 *
 * <p>Squares of deviations from 1.8e19 on are beyond the range of floats: a row that has one comes
 * out as beta, or as NaN where already its sum is out of range. NaN and infinities make their row
 * NaN.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#layerNorm}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class LayerNormKernel extends NormalizationKernel {
    /** For the twins. */
    protected LayerNormKernel() {}

    /**
     * For each row, with its mean and its biased variance:
     *
     * <pre>
     * r          = 1/√(variance + epsilon)
     * normalized = (x − mean)·r
     * y          = gamma·normalized + beta         (fused multiply-add)
     * </pre>
     *
     * <p>Two passes over a row that stays in the cache, the first for the mean and the second for
     * the variance. All is computed on x − x[0], the distance to the row's first value: a mean far
     * from 0 then costs no bits, and a constant row gives beta exactly.
     *
     * <p>{@code y} or {@code normalized} may be {@code x} at the same offset. Other overlaps are
     * not allowed and not checked.
     *
     * @param y result, {@code rows × columns}, overwritten
     * @param normalized for the backward pass, {@code rows × columns}, overwritten; null, together
     *     with {@code deviations}, where none follows
     * @param deviations r of each row, for the backward pass
     * @param x {@code rows × columns}
     * @param parameters holds gamma and beta, {@code columns} values each
     * @param epsilon finite and above 0
     */
    public final void forward(
            float[] y,
            int yOffset,
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            float[] x,
            int xOffset,
            float[] parameters,
            int gammaOffset,
            int betaOffset,
            int rows,
            int columns,
            float epsilon) {
        checkForward(normalized, normalizedOffset, deviations, deviationsOffset, rows, columns);
        Checks.slice("y", y, yOffset, (long) rows * columns);
        Checks.slice("x", x, xOffset, (long) rows * columns);
        Checks.slice("gamma", parameters, gammaOffset, columns);
        Checks.slice("beta", parameters, betaOffset, columns);
        checkEpsilon(epsilon);
        if (columns == 0) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            int skipped = row * columns;
            int at = yOffset + skipped;
            float r = center(y, at, x, xOffset + skipped, columns, epsilon);
            if (normalized != null) {
                deviations[deviationsOffset + row] = r;
            }
            normalize(
                    y, at, normalized, normalizedOffset + skipped, r, parameters, gammaOffset,
                    betaOffset, columns);
        }
    }

    private static void checkForward(
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.require(
                (normalized == null) == (deviations == null),
                "deviations",
                deviations == null ? "null" : "an array",
                normalized == null ? "null, as normalized is" : "an array, as normalized is");
        if (normalized != null) {
            Checks.slice("normalized", normalized, normalizedOffset, (long) rows * columns);
            Checks.slice("deviations", deviations, deviationsOffset, rows);
        }
    }

    /** y = x − mean for one row; gives its r. */
    private float center(float[] y, int yAt, float[] x, int xAt, int columns, float epsilon) {
        float first = x[xAt];
        float mean = sum(x, xAt, columns, first) / columns;
        subtract(y, yAt, x, xAt, first, mean, columns);
        float variance = sumOfProducts(y, yAt, y, yAt, columns) / columns;
        return 1f / (float) Math.sqrt(variance + epsilon);
    }

    /**
     * The backward pass for x. With g = dY·gamma, and means over a row of {@code columns}:
     *
     * <pre>
     * normalized = (x − mean)·r        dX = (g − mean(g) − normalized·mean(g·normalized))·r
     * </pre>
     *
     * <p>{@code dX} may be {@code dY} at the same offset. Other overlaps are not allowed and not
     * checked.
     *
     * @param dX gradient of x, {@code rows × columns}, overwritten
     * @param dY gradient of y, {@code rows × columns}
     * @param normalized as the forward pass left it, {@code rows × columns}
     * @param deviations r of each row, as the forward pass left it
     * @param parameters holds gamma, {@code columns} values
     */
    public final void inputGradient(
            float[] dX,
            int dXOffset,
            float[] dY,
            int dYOffset,
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            float[] parameters,
            int gammaOffset,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.slice("dX", dX, dXOffset, (long) rows * columns);
        Checks.slice("dY", dY, dYOffset, (long) rows * columns);
        Checks.slice("normalized", normalized, normalizedOffset, (long) rows * columns);
        Checks.slice("deviations", deviations, deviationsOffset, rows);
        Checks.slice("gamma", parameters, gammaOffset, columns);
        if (columns == 0) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            int at = dXOffset + row * columns;
            int kept = normalizedOffset + row * columns;
            float r = deviations[deviationsOffset + row];
            multiply(dX, at, dY, dYOffset + row * columns, parameters, gammaOffset, columns);
            float mean = sum(dX, at, columns, 0f) / columns;
            float slope = sumOfProducts(dX, at, normalized, kept, columns) / columns;
            project(dX, at, normalized, kept, mean, slope, r, columns);
        }
    }

    /** Σ (x[j] − shift) for j &lt; n, in sixteen lanes. */
    protected abstract float sum(float[] x, int xOffset, int n, float shift);

    /** Σ a[j]·b[j] for j &lt; n, in sixteen lanes, by fused multiply-adds. */
    protected abstract float sumOfProducts(float[] a, int aOffset, float[] b, int bOffset, int n);

    /** y[j] = (x[j] − first) − mean. */
    protected abstract void subtract(
            float[] y, int yOffset, float[] x, int xOffset, float first, float mean, int n);

    /** normalized[j] = y[j]·r, unless it is null, and y[j] = gamma[j]·(y[j]·r) + beta[j]. */
    protected abstract void normalize(
            float[] y,
            int yOffset,
            float[] normalized,
            int normalizedOffset,
            float r,
            float[] parameters,
            int gammaOffset,
            int betaOffset,
            int n);

    /** y[j] = a[j]·b[j]. */
    protected abstract void multiply(
            float[] y, int yOffset, float[] a, int aOffset, float[] b, int bOffset, int n);

    /** y[j] = ((y[j] − mean) − x[j]·slope)·factor, the outer difference fused. */
    protected abstract void project(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            float mean,
            float slope,
            float factor,
            int n);
}
