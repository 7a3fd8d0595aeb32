package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * Batch normalization, forward and backward: each column of a batch gets mean 0 and variance 1,
 * then a gamma and a beta (Ioffe and Szegedy, "Batch normalization", arXiv 1502.03167).
 *
 * <p>The parts of a layer are methods of their own: {@link #statistics} of a batch, {@link #track}
 * for the running values, and {@link #normalize} with either. All are over a range of columns of
 * row-major matrices with a leading dimension, and no column looks at another. Sums run over
 * ascending rows in one accumulator a column: the bits do not depend on the lane width, nor on how
 * columns are shared out. A kernel has no state, so several threads may use one, each for other
 * columns.
 *
 * <p>NaN and infinities make their column NaN. Squares of deviations from 1.8e19 on are beyond the
 * range of floats, and the variance infinite.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#batchNorm}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class BatchNormKernel extends NormalizationKernel {
    /** For the twins. */
    protected BatchNormKernel() {}

    /**
     * Mean and biased variance of each column, in two passes over x:
     *
     * <pre>
     * mean[c]     = x[0][c] + Σ over r of (x[r][c] − x[0][c]) / rows
     * variance[c] = Σ over r of (x[r][c] − mean[c])² / rows              (fused multiply-adds)
     * </pre>
     *
     * <p>Distances to the first row keep the bits of a column whose mean is far from 0, and give a
     * constant column its value and a variance of 0 exactly; so does a single row. The arrays must
     * not overlap, which is not checked.
     *
     * @param mean {@code columns} values, overwritten
     * @param variance {@code columns} values, overwritten
     * @param x {@code rows × columns}
     * @param ld distance between rows of x
     * @param rows at least 1
     */
    public final void statistics(
            float[] mean,
            int meanOffset,
            float[] variance,
            int varianceOffset,
            float[] x,
            int xOffset,
            int ld,
            int rows,
            int columns) {
        Checks.require(rows > 0, "rows", rows, "at least 1");
        Checks.size("columns", columns);
        Checks.slice("mean", mean, meanOffset, columns);
        Checks.slice("variance", variance, varianceOffset, columns);
        Checks.matrix("x", x, xOffset, ld, rows, columns);
        means(mean, meanOffset, x, xOffset, ld, rows, columns);
        variances(
                variance, varianceOffset, mean, meanOffset, x, xOffset, ld, rows, columns);
    }

    /**
     * Normalizes with the statistics of the batch, or with running ones:
     *
     * <pre>
     * deviations[c] = 1/√(variance[c] + epsilon)
     * normalized    = (x − mean[c])·deviations[c]
     * y             = gamma[c]·normalized + beta[c]         (fused multiply-add)
     * </pre>
     *
     * <p>{@code y} or {@code normalized} may be {@code x} at the same offset. Other overlaps are
     * not allowed and not checked.
     *
     * @param y result, {@code rows × columns}, overwritten
     * @param normalized for the backward pass, {@code rows × columns}, overwritten; null where none
     *     follows
     * @param deviations {@code columns} values, overwritten
     * @param x {@code rows × columns}
     * @param mean {@code columns} values
     * @param variance {@code columns} values, none negative, which is not checked
     * @param parameters holds gamma and beta, {@code columns} values each
     * @param ld distance between rows, of y, of normalized and of x
     * @param epsilon finite and above 0
     */
    public final void normalize(
            float[] y,
            int yOffset,
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] variance,
            int varianceOffset,
            float[] parameters,
            int gammaOffset,
            int betaOffset,
            int ld,
            int rows,
            int columns,
            float epsilon) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix("y", y, yOffset, ld, rows, columns);
        if (normalized != null) {
            Checks.matrix("normalized", normalized, normalizedOffset, ld, rows, columns);
        }
        Checks.slice("deviations", deviations, deviationsOffset, columns);
        Checks.matrix("x", x, xOffset, ld, rows, columns);
        Checks.slice("mean", mean, meanOffset, columns);
        Checks.slice("variance", variance, varianceOffset, columns);
        Checks.slice("gamma", parameters, gammaOffset, columns);
        Checks.slice("beta", parameters, betaOffset, columns);
        checkEpsilon(epsilon);
        if (columns == 0) {
            return;
        }
        deviations(deviations, deviationsOffset, variance, varianceOffset, columns, epsilon);
        normalizeRows(
                y, yOffset, normalized, normalizedOffset, deviations, deviationsOffset, x, xOffset,
                mean, meanOffset, parameters, gammaOffset, betaOffset, ld, rows, columns);
    }

    /**
     * The backward pass for x, which the batch's own mean and variance depend on:
     *
     * <pre>
     * normalized = (x − mean[c])·deviations[c]
     * dX = gamma[c]·deviations[c]/rows·(rows·dY − dBeta[c] − normalized·dGamma[c])
     * </pre>
     *
     * <p>computed as gamma·deviations·((dY − dBeta/rows) − normalized·(dGamma/rows)). {@code dX}
     * may be {@code dY} at the same offset. Other overlaps are not allowed and not checked.
     *
     * @param dX gradient of x, {@code rows × columns}, overwritten
     * @param dY gradient of y, {@code rows × columns}
     * @param normalized as the forward pass left it, {@code rows × columns}
     * @param deviations as the forward pass left them, {@code columns} values
     * @param parameters holds gamma, {@code columns} values
     * @param gradients holds dGamma and dBeta of this batch alone, as {@link #parameterGradients}
     *     gives them without {@code accumulate}, {@code columns} values each
     * @param ld distance between rows, of dX, of dY and of normalized
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
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            int ld,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix("dX", dX, dXOffset, ld, rows, columns);
        Checks.matrix("dY", dY, dYOffset, ld, rows, columns);
        Checks.matrix("normalized", normalized, normalizedOffset, ld, rows, columns);
        Checks.slice("deviations", deviations, deviationsOffset, columns);
        Checks.slice("gamma", parameters, gammaOffset, columns);
        Checks.slice("gradients of gamma", gradients, dGammaOffset, columns);
        Checks.slice("gradients of beta", gradients, dBetaOffset, columns);
        if (columns == 0) {
            return;
        }
        inputGradientRows(
                dX, dXOffset, dY, dYOffset, normalized, normalizedOffset, deviations,
                deviationsOffset, parameters, gammaOffset, gradients, dGammaOffset, dBetaOffset, ld,
                rows, columns);
    }

    /**
     * A step of a running value: running = (1 − momentum)·running + momentum·(value·factor), the
     * sum fused, and +0 in the place of a magnitude below the smallest normal number, 2^-126.
     *
     * @param running {@code columns} values, updated
     * @param value that of the batch, {@code columns} values
     * @param momentum weight of the batch, from 0 to 1
     * @param factor 1 for the mean, and rows/(rows − 1) for the variance, which makes it unbiased;
     *     finite and at least 0
     */
    public final void track(
            float[] running,
            int runningOffset,
            float[] value,
            int valueOffset,
            int columns,
            float momentum,
            float factor) {
        Checks.size("columns", columns);
        Checks.slice("running", running, runningOffset, columns);
        Checks.slice("value", value, valueOffset, columns);
        Checks.require(momentum >= 0 && momentum <= 1, "momentum", momentum, "from 0 to 1");
        boolean finite = factor >= 0 && factor <= Float.MAX_VALUE;
        Checks.require(finite, "factor", factor, "finite and at least 0");
        move(running, runningOffset, value, valueOffset, columns, momentum, factor);
    }

    /** The first pass of {@link #statistics}, with arguments checked. */
    protected abstract void means(
            float[] mean, int meanOffset, float[] x, int xOffset, int ld, int rows, int columns);

    /** The second pass of {@link #statistics}, with arguments checked. */
    protected abstract void variances(
            float[] variance,
            int varianceOffset,
            float[] mean,
            int meanOffset,
            float[] x,
            int xOffset,
            int ld,
            int rows,
            int columns);

    /** deviations[c] = 1/√(variance[c] + epsilon). */
    protected abstract void deviations(
            float[] deviations,
            int deviationsOffset,
            float[] variance,
            int varianceOffset,
            int columns,
            float epsilon);

    /** {@link #normalize} with arguments checked and deviations computed. */
    protected abstract void normalizeRows(
            float[] y,
            int yOffset,
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] parameters,
            int gammaOffset,
            int betaOffset,
            int ld,
            int rows,
            int columns);

    /** {@link #inputGradient} with arguments checked. */
    protected abstract void inputGradientRows(
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
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            int ld,
            int rows,
            int columns);

    /** {@link #track} with arguments checked. */
    protected abstract void move(
            float[] running,
            int runningOffset,
            float[] value,
            int valueOffset,
            int columns,
            float momentum,
            float factor);
}
