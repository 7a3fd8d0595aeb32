package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * Softmax and its logarithm, row by row: logits to probabilities, with the sums and exponentials of
 * the softmax losses.
 *
 * <p>Matrices are row-major without gaps. For a row z with largest logit m, and
 * S = Σ exp(z[j] − m):
 *
 * <pre>
 * softmax    = exp(z[j] − m)·(1/S)
 * logSoftmax = (z[j] − m) − ln S
 * </pre>
 *
 * <p>Differences are taken of quarters, which is exact and keeps those of large logits from
 * overflowing: results are right for all finite logits (a logarithm below the range of floats is
 * −∞). A NaN makes its row NaN; a logit of −∞ has probability 0, unless all of a row are −∞, which
 * gives NaN, as does +∞. S is a sum in sixteen virtual lanes, as {@link LossKernel} has them, so
 * the bits depend neither on the lane width nor on how rows are shared out.
 *
 * <p>A kernel owns scratch memory, which grows with the longest row: use one instance a thread.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#softmax}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class SoftmaxKernel {
    /** For the twins. */
    protected SoftmaxKernel() {}

    /**
     * Probabilities; those of a row add up to 1 but for rounding.
     *
     * @param y result, {@code rows × columns}, overwritten; may be {@code z} at the same offset,
     *     and must not overlap it otherwise, which is not checked
     * @param z logits, {@code rows × columns}
     * @param columns at least 1
     */
    public final void softmax(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns) {
        check(y, yOffset, z, zOffset, rows, columns);
        probabilities(y, yOffset, z, zOffset, rows, columns);
    }

    /**
     * Logarithms of the probabilities, right also where the probabilities themselves are 0.
     *
     * @param y result, {@code rows × columns}, overwritten; may be {@code z} at the same offset,
     *     and must not overlap it otherwise, which is not checked
     * @param z logits, {@code rows × columns}
     * @param columns at least 1
     */
    public final void logSoftmax(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns) {
        check(y, yOffset, z, zOffset, rows, columns);
        logarithms(y, yOffset, z, zOffset, rows, columns);
    }

    private static void check(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns) {
        Checks.size("rows", rows);
        Checks.require(columns > 0, "columns", columns, "at least 1");
        Checks.slice("y", y, yOffset, (long) rows * columns);
        Checks.slice("z", z, zOffset, (long) rows * columns);
    }

    /** {@link #softmax} with arguments checked. */
    protected abstract void probabilities(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns);

    /** {@link #logSoftmax} with arguments checked. */
    protected abstract void logarithms(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns);
}
