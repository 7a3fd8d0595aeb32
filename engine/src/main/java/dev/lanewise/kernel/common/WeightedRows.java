package dev.lanewise.kernel.common;

/**
 * Another loss with a weight a row, the last of its targets: that loss runs over a copy of the
 * targets without it, and then each row's loss and gradient are multiplied.
 */
final class WeightedRows extends BlockLoss {
    private final LossLoops loops;
    private final BlockLoss loss;
    private final float[] weights = new float[LossLoops.MOST_ROWS];
    private float[] targets = new float[LossLoops.BLOCK];

    WeightedRows(LossLoops loops, BlockLoss loss) {
        this.loops = loops;
        this.loss = loss;
    }

    @Override
    public int targetColumns(int columns) {
        return loss.targetColumns(columns) + 1;
    }

    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        loss.check(target, t, stride, rows, columns);
    }

    @Override
    double weightOf(float[] target, int t, int rows, int columns) {
        int size = loss.targetColumns(columns);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int at = t + row * (size + 1);
            sum += target[at + size] * loss.weightOf(target, at, 1, columns);
        }
        return sum;
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
        takeApart(target, t, rows, loss.targetColumns(columns));
        loss.block(losses, dZ, d, z, zAt, targets, 0, rows, columns, scale);
        loops.scaleRows(dZ, d, weights, 1f, rows, columns);
        for (int row = 0; row < rows; row++) {
            losses[row] *= weights[row];
            if (weights[row] == 0) {
                clear(losses, dZ, d, row, columns);
            }
        }
    }

    private void takeApart(float[] target, int t, int rows, int size) {
        if (targets.length < rows * size) {
            targets = new float[rows * size];
        }
        for (int row = 0; row < rows; row++) {
            int at = t + row * (size + 1);
            System.arraycopy(target, at, targets, row * size, size);
            weights[row] = target[at + size];
        }
    }
}
