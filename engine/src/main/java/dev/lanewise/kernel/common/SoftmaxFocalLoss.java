package dev.lanewise.kernel.common;

/**
 * Focal loss of a softmax: with the cross-entropy L = −ln p of a row, a·(1 − p)^γ·L, whose gradient
 * is that of L times a·(1 − p)^γ·(1 + γ·p·L/(1 − p)).
 *
 * <p>Both factors belong to rows, so all that is added to cross-entropy is a sweep that scales
 * them. 1 − p is taken as 1 − e^−L, which loses no bits where p is near 1.
 */
final class SoftmaxFocalLoss extends SoftmaxOfIndices {
    private final IndexTargets alpha;
    private final float gamma;
    private final float[] values = new float[LossLoops.MOST_ROWS];
    private final float[] slopes = new float[LossLoops.MOST_ROWS];

    SoftmaxFocalLoss(LossLoops loops, IndexTargets alpha, float gamma) {
        super(loops, IndexTargets.ALL_ALIKE);
        this.alpha = alpha;
        this.gamma = gamma;
    }

    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        alpha.check(target, t, stride, rows, columns);
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
        loops.focus(values, slopes, losses, gamma, rows);
        for (int row = 0; row < rows; row++) {
            float a = alpha.weightOf(target[t + row]);
            losses[row] *= a * values[row];
            slopes[row] *= a;
        }
        loops.scaleRows(dZ, d, slopes, 1f, rows, columns);
    }
}
