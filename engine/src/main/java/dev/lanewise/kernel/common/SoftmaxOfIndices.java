package dev.lanewise.kernel.common;

import dev.lanewise.internal.ClassIndices;
import java.util.Arrays;

/** Softmax cross-entropy against the index of the right class: t is 1 there and 0 elsewhere. */
final class SoftmaxOfIndices extends SoftmaxLoss {
    /** e of the right class of each row, as its gradient is not that of the others. */
    private final float[] right = new float[LossLoops.MOST_ROWS];

    SoftmaxOfIndices(LossLoops loops) {
        super(loops);
        Arrays.fill(weights, 1f);
    }

    @Override
    public int targetColumns(int columns) {
        return 1;
    }

    /** Checks the indices first: one out of range would reach beyond its row, and beyond dZ. */
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
        ClassIndices.check(target, targetOffset, rows, columns);
        return super.run(
                dZ, dZOffset, z, zOffset, target, targetOffset, rows, columns, scale);
    }

    @Override
    void weigh(float[] target, int t, float[] q, int qAt, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            distances[row] = -q[qAt + row * columns + (int) target[t + row]];
        }
    }

    @Override
    void gradient(
            float[] dZ,
            int d,
            float[] target,
            int t,
            float[] factors,
            float scale,
            int rows,
            int columns) {
        for (int row = 0; row < rows; row++) {
            right[row] = dZ[d + row * columns + (int) target[t + row]];
        }
        loops.scaleRows(dZ, d, factors, scale, rows, columns);
        for (int row = 0; row < rows; row++) {
            float difference = Math.fma(right[row], factors[row], -1f);
            dZ[d + row * columns + (int) target[t + row]] = difference * scale;
        }
    }
}
