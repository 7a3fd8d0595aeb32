package dev.lanewise.kernel.common;

import dev.lanewise.kernel.SoftmaxKernel;

/**
 * Softmax without a loss, from the sweeps that the softmax losses are made of, in blocks of rows
 * that stay in the first-level cache; see {@link SoftmaxLoss}.
 */
final class SoftmaxOfRows extends SoftmaxKernel {
    private final LossLoops loops;
    private final float[] lanes = new float[LossLoops.LANES];
    private final float[] sums = new float[LossLoops.MOST_ROWS];
    private final float[] logs = new float[LossLoops.MOST_ROWS];
    private float[] exponentials = new float[LossLoops.BLOCK];

    SoftmaxOfRows(LossLoops loops) {
        this.loops = loops;
    }

    @Override
    protected void probabilities(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns) {
        int step = LossLoops.rowsOfBlock(columns);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = yOffset + row * columns;
            loops.quarterDistances(y, at, z, zOffset + row * columns, block, columns);
            loops.expOfQuadruple(y, at, block * columns);
            loops.rowSums(sums, lanes, y, at, block, columns);
            for (int r = 0; r < block; r++) {
                sums[r] = 1f / sums[r];
            }
            loops.scaleRows(y, at, sums, 1f, block, columns);
        }
    }

    @Override
    protected void logarithms(
            float[] y, int yOffset, float[] z, int zOffset, int rows, int columns) {
        if (exponentials.length < columns) {
            exponentials = new float[columns];
        }
        int step = LossLoops.rowsOfBlock(columns);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = yOffset + row * columns;
            loops.quarterDistances(y, at, z, zOffset + row * columns, block, columns);
            System.arraycopy(y, at, exponentials, 0, block * columns);
            loops.expOfQuadruple(exponentials, 0, block * columns);
            loops.rowSums(sums, lanes, exponentials, 0, block, columns);
            loops.log(logs, sums, 0, block);
            loops.quadrupleLess(y, at, logs, block, columns);
        }
    }
}
