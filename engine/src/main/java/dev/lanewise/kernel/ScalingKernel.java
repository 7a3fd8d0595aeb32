package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * Shifts and scales columns by given figures: what a model does to its inputs before anything else.
 *
 * <p>Every element is computed on its own: the bits depend neither on the lane width nor on how
 * rows or columns are shared out. A kernel has no state, so several threads may use one.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#scaling}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class ScalingKernel {
    /** For the twins. */
    protected ScalingKernel() {}

    /**
     * y[r][c] = (x[r][c] − mean[c])·inverse[c], both operations rounded.
     *
     * <p>{@code y} may be {@code x} at the same offset. Other overlaps are not allowed and not
     * checked.
     *
     * @param y result, {@code rows × columns}, overwritten
     * @param x {@code rows × columns}
     * @param mean what is taken off, {@code columns} values
     * @param inverse the factors, {@code columns} values, such as 1/deviation
     * @param ld distance between rows, of y and of x
     */
    public final void standardize(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] inverse,
            int inverseOffset,
            int ld,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix("y", y, yOffset, ld, rows, columns);
        Checks.matrix("x", x, xOffset, ld, rows, columns);
        Checks.slice("mean", mean, meanOffset, columns);
        Checks.slice("inverse", inverse, inverseOffset, columns);
        if (columns > 0) {
            apply(
                    y, yOffset, x, xOffset, mean, meanOffset, inverse, inverseOffset, ld, rows,
                    columns);
        }
    }

    /** {@link #standardize} with arguments checked. */
    protected abstract void apply(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] inverse,
            int inverseOffset,
            int ld,
            int rows,
            int columns);
}
