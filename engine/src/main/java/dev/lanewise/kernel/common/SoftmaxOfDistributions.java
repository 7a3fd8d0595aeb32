package dev.lanewise.kernel.common;

/** Softmax cross-entropy against one distribution over the classes a row. */
final class SoftmaxOfDistributions extends SoftmaxLoss {
    private float[] terms = new float[LossLoops.BLOCK];

    SoftmaxOfDistributions(LossLoops loops) {
        super(loops);
    }

    @Override
    public int targetColumns(int columns) {
        return columns;
    }

    @Override
    void weigh(float[] target, int t, float[] q, int qAt, int rows, int columns) {
        if (terms.length < columns) {
            terms = new float[columns];
        }
        loops.rowSums(weights, lanes, target, t, rows, columns);
        loops.negatedProduct(terms, target, t, q, qAt, rows * columns);
        loops.rowSums(distances, lanes, terms, 0, rows, columns);
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
        loops.scaleDifferenceOfRows(dZ, d, target, t, factors, scale, rows, columns);
    }
}
