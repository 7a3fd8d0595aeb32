package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * A loss: value and gradient of a batch in one pass.
 *
 * <p>Matrices are row-major without gaps. Reductions over a row use sixteen virtual lanes
 * (lane l adds the columns l, l + 16, … in ascending order) folded 8, 4, 2, 1 whatever the hardware
 * has; row losses are added in double precision over ascending rows. So the bits do not depend on
 * the lane width.
 */
public abstract class LossKernel {
    /** For the twins. */
    protected LossKernel() {}

    /** How many target values belong to a row of {@code columns} outputs. */
    public abstract int targetColumns(int columns);

    /**
     * Sum of the loss over all rows (not the mean), and dZ = scale · d(sum)/dZ.
     *
     * <p>Targets are trusted: class indices must be whole and lie in [0, columns).
     *
     * @param dZ gradient, {@code rows × columns}, overwritten; may be {@code z} at the same offset
     * @param z outputs of the network (logits for the cross-entropies), {@code rows × columns}
     * @param target {@code rows ×} {@link #targetColumns}
     * @param scale factor of the gradient, such as 1/rows for a mean over rows
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
        Checks.size("rows", rows);
        Checks.require(columns > 0, "columns", columns, "at least 1");
        Checks.slice("dZ", dZ, dZOffset, (long) rows * columns);
        Checks.slice("z", z, zOffset, (long) rows * columns);
        Checks.slice("target", target, targetOffset, (long) rows * targetColumns(columns));
        return run(dZ, dZOffset, z, zOffset, target, targetOffset, rows, columns, scale);
    }

    /** {@link #valueAndGradient} with arguments checked. */
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
}
