package dev.lanewise.kernel.common;

import dev.lanewise.kernel.LossKernel;

/**
 * A loss that is a sum over elements, each with a target of its own.
 *
 * <p>Goes through the batch in blocks of rows that stay in the first-level cache: one sweep over
 * all elements of the block, whatever the length of a row, so that narrow outputs fill the vectors
 * too, and one for the sums of its rows. A sum in single precision may leave its range where the
 * terms do not; such a row is summed again in double precision, whose range no row can leave.
 */
final class ElementLoss extends LossKernel {
    private final LossLoops loops;
    private final Elements elements;
    private final float[] lanes = new float[LossLoops.LANES];
    private final float[] sums = new float[LossLoops.MOST_ROWS];
    private float[] losses = new float[LossLoops.BLOCK];

    /** Loss and gradient of n elements; arguments as those of {@link LossKernel#run}. */
    @FunctionalInterface
    interface Elements {
        void compute(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                int n,
                float scale);
    }

    ElementLoss(LossLoops loops, Elements elements) {
        this.loops = loops;
        this.elements = elements;
    }

    @Override
    public int targetColumns(int columns) {
        return columns;
    }

    @Override
    protected double run(
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] target,
            int targetOffset,
            int rows,
            int columns,
            float scale) {
        if (losses.length < columns) {
            losses = new float[columns];
        }
        int step = LossLoops.rowsOfBlock(columns);
        double total = 0;
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = row * columns;
            int d = dZOffset + at;
            int t = targetOffset + at;
            elements.compute(losses, dZ, d, z, zOffset + at, target, t, block * columns, scale);
            loops.rowSums(sums, lanes, losses, 0, block, columns);
            for (int r = 0; r < block; r++) {
                total += Float.isFinite(sums[r]) ? sums[r] : sumInDouble(r * columns, columns);
            }
        }
        return total;
    }

    /** The sum of n losses in ascending order: NaN or infinite only where one of them is. */
    private double sumInDouble(int from, int n) {
        double sum = 0;
        for (int i = from; i < from + n; i++) {
            sum += losses[i];
        }
        return sum;
    }
}
