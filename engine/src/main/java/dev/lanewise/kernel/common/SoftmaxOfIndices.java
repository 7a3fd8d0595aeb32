package dev.lanewise.kernel.common;

/**
 * Softmax cross-entropy against the index of the right class: t is the weight of that class there
 * and 0 elsewhere.
 */
class SoftmaxOfIndices extends SoftmaxLoss {
    private final IndexTargets targets;

    /** Right class of each row, and its e, as its gradient is not that of the others. */
    private final int[] classes = new int[LossLoops.MOST_ROWS];

    private final float[] right = new float[LossLoops.MOST_ROWS];

    SoftmaxOfIndices(LossLoops loops, IndexTargets targets) {
        super(loops);
        this.targets = targets;
    }

    @Override
    public final int targetColumns(int columns) {
        return 1;
    }

    /** Checks the indices first: one out of range would reach beyond its row, and beyond dZ. */
    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        targets.check(target, t, stride, rows, columns);
    }

    @Override
    double weightOf(float[] target, int t, int rows, int columns) {
        return targets.weightOf(target, t, rows);
    }

    @Override
    void block(
            double[] losses,
            float[] dZ,
            int d,
            float[] z,
            int zAt,
            float[] target,
            int t,
            int rows,
            int columns,
            float scale) {
        super.block(losses, dZ, d, z, zAt, target, t, rows, columns, scale);
        for (int row = 0; row < rows; row++) {
            if (weights[row] == 0) {
                clear(losses, dZ, d, row, columns);
            }
        }
    }

    @Override
    final void weigh(float[] target, int t, float[] q, int qAt, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            classes[row] = targets.classOf(target[t + row]);
            weights[row] = targets.weightOf(target[t + row]);
            distances[row] = -weights[row] * q[qAt + row * columns + classes[row]];
        }
    }

    @Override
    final void gradient(
            float[] dZ,
            int d,
            float[] target,
            int t,
            float[] factors,
            float scale,
            int rows,
            int columns) {
        for (int row = 0; row < rows; row++) {
            right[row] = dZ[d + row * columns + classes[row]];
        }
        loops.scaleRows(dZ, d, factors, scale, rows, columns);
        for (int row = 0; row < rows; row++) {
            float difference = Math.fma(right[row], factors[row], -weights[row]);
            dZ[d + row * columns + classes[row]] = difference * scale;
        }
    }
}
