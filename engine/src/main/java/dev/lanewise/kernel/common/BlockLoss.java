package dev.lanewise.kernel.common;

import dev.lanewise.kernel.LossKernel;
import java.util.Arrays;

/**
 * A loss that goes through a batch in blocks of rows, which stay in the first-level cache: value
 * and gradient of a block are written once, and the kernel's methods are made of them here.
 */
abstract class BlockLoss extends LossKernel {
    private final double[] losses = new double[LossLoops.MOST_ROWS];

    /** Gradients of a block that nobody asked for. */
    private float[] unused = {};

    /** Demands settings for so many columns, and targets that lead nowhere else. */
    abstract void check(float[] target, int t, int stride, int rows, int columns);

    /**
     * The losses of at most {@link LossLoops#rowsOfBlock} rows, and their gradient; arguments as
     * those of {@link LossKernel#run}.
     */
    abstract void block(
            double[] losses,
            float[] dZ,
            int d,
            float[] z,
            int zAt,
            float[] target,
            int t,
            int rows,
            int columns,
            float scale);

    /** {@link LossKernel#weight} of targets that were checked. */
    abstract double weightOf(float[] target, int t, int rows, int columns);

    @Override
    protected final double run(
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns,
            float scale) {
        int targets = targetColumns(columns);
        check(target, targetOffset, targets, rows, columns);
        int step = LossLoops.rowsOfBlock(columns);
        double total = 0;
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = row * columns;
            int t = targetOffset + row * targets;
            block(losses, dZ, dZOffset + at, z, zOffset + at, target, t, block, columns, scale);
            for (int r = 0; r < block; r++) {
                total += losses[r];
            }
        }
        return total;
    }

    @Override
    protected final void runRows(
            float[] losses,
            int lossesOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns) {
        int targets = targetColumns(columns);
        check(target, targetOffset, targets, rows, columns);
        int step = LossLoops.rowsOfBlock(columns);
        if (unused.length < step * columns) {
            unused = new float[step * columns];
        }
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = zOffset + row * columns;
            int t = targetOffset + row * targets;
            block(this.losses, unused, 0, z, at, target, t, block, columns, 1f);
            for (int r = 0; r < block; r++) {
                losses[lossesOffset + row + r] = (float) this.losses[r];
            }
        }
    }

    @Override
    protected final double runWeight(float[] target, int targetOffset, int rows, int columns) {
        check(target, targetOffset, targetColumns(columns), rows, columns);
        return weightOf(target, targetOffset, rows, columns);
    }

    /** A row that does not count: no loss and no gradient, whatever its outputs are. */
    static void clear(double[] losses, float[] dZ, int d, int row, int columns) {
        losses[row] = 0;
        Arrays.fill(dZ, d + row * columns, d + (row + 1) * columns, 0f);
    }
}
