package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * A loss: value and gradient of a batch in one pass.
 *
 * <p>Matrices are row-major without gaps. Reductions over a row use sixteen virtual lanes
 * (lane l adds the columns l, l + 16, … in ascending order) folded 8, 4, 2, 1 whatever the hardware
 * has; a row whose sum leaves single precision though its terms do not is added in double
 * precision, columns ascending. Row losses are added in double precision over ascending rows. So
 * the bits do not depend on the lane width.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels} gives
 * instances, and what is protected here may change at any time.
 */
public abstract class LossKernel {
    /** For the twins. */
    protected LossKernel() {}

    /** How many target values belong to a row of {@code columns} outputs. */
    public abstract int targetColumns(int columns);

    /**
     * Sum of the loss over all rows (not the mean), and dZ = scale · d(sum)/dZ.
     *
     * <p>Checked are sizes, and class indices: all of the batch, before anything is written. All
     * other targets and z are trusted: a distribution that does not add up to 1, or a probability
     * above 1, goes into the formula as it is. For finite z and right targets the value overflows
     * only where the formula leaves the range of floats within an element: squares, products of
     * large factors, and e^z of Poisson's distribution.
     *
     * @param dZ gradient, {@code rows × columns}, overwritten; may be {@code z} at the same offset,
     *     and must not overlap z otherwise, nor target at all, which is not checked
     * @param z outputs of the network (logits for the cross-entropies), {@code rows × columns}
     * @param target {@code rows ×} {@link #targetColumns}
     * @param scale factor of the gradient, such as 1/{@link #weight} for a mean
     * @throws IllegalArgumentException where a class index is not a whole number in [0, columns),
     *     with row, value and range; or where the loss has settings for another number of columns
     */
    public final double valueAndGradient(
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns,
            float scale) {
        checkSizes(target, targetOffset, rows, columns);
        Checks.slice("dZ", dZ, dZOffset, (long) rows * columns);
        Checks.slice("z", z, zOffset, (long) rows * columns);
        return run(dZ, dZOffset, z, zOffset, target, targetOffset, rows, columns, scale);
    }

    /**
     * The loss of each row: what {@link #valueAndGradient} adds up, rounded to floats.
     *
     * @param losses {@code rows} values, overwritten; overlaps neither z nor target
     * @param z outputs of the network, {@code rows × columns}
     * @param target {@code rows ×} {@link #targetColumns}
     * @throws IllegalArgumentException as {@link #valueAndGradient} does
     */
    public final void rowLosses(
            float[] losses,
            int lossesOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns) {
        checkSizes(target, targetOffset, rows, columns);
        Checks.slice("losses", losses, lossesOffset, rows);
        Checks.slice("z", z, zOffset, (long) rows * columns);
        runRows(losses, lossesOffset, z, zOffset, target, targetOffset, rows, columns);
    }

    /**
     * What the sum is divided by for a mean: all that counts in a batch. That is elements or rows,
     * each as often as its weights say; 0 where nothing counts, and then the mean is 0 by
     * convention.
     *
     * @param target {@code rows ×} {@link #targetColumns}
     * @throws IllegalArgumentException as {@link #valueAndGradient} does, where targets have weights
     */
    public final double weight(float[] target, int targetOffset, int rows, int columns) {
        checkSizes(target, targetOffset, rows, columns);
        return runWeight(target, targetOffset, rows, columns);
    }

    private void checkSizes(float[] target, int targetOffset, int rows, int columns) {
        Checks.size("rows", rows);
        Checks.require(columns > 0, "columns", columns, "at least 1");
        Checks.slice("target", target, targetOffset, (long) rows * targetColumns(columns));
    }

    /** {@link #valueAndGradient} with sizes checked. */
    protected abstract double run(
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns,
            float scale);

    /** {@link #rowLosses} with sizes checked. */
    protected abstract void runRows(
            float[] losses,
            int lossesOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns);

    /** {@link #weight} with sizes checked. */
    protected abstract double runWeight(float[] target, int targetOffset, int rows, int columns);
}
