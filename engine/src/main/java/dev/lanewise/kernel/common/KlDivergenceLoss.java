package dev.lanewise.kernel.common;

/**
 * Cross-entropy against distributions less their entropy −Σ t[j]·ln t[j]: the same gradient, and a
 * value that is 0 where softmax and target agree.
 */
final class KlDivergenceLoss extends SoftmaxOfDistributions {
    private final float[] entropies = new float[LossLoops.MOST_ROWS];
    private float[] logs = new float[LossLoops.BLOCK];

    KlDivergenceLoss(LossLoops loops) {
        super(loops);
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
        if (logs.length < columns) {
            logs = new float[columns];
        }
        int n = rows * columns;
        loops.log(logs, target, t, n);
        float[] terms = terms(columns);
        loops.negatedProduct(terms, target, t, logs, 0, n);
        loops.rowSums(entropies, lanes, terms, 0, rows, columns);
        for (int row = 0; row < rows; row++) {
            losses[row] -= entropies[row];
        }
    }
}
