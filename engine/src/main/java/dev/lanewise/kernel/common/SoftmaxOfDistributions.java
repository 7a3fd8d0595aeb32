package dev.lanewise.kernel.common;

/** Softmax cross-entropy against one distribution over the classes a row. */
class SoftmaxOfDistributions extends SoftmaxLoss {
    private float[] terms = new float[LossLoops.BLOCK];

    SoftmaxOfDistributions(LossLoops loops) {
        super(loops);
    }

    @Override
    public int targetColumns(int columns) {
        return columns;
    }

    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        // nothing here depends on the values of targets
    }

    @Override
    double weightOf(float[] target, int t, int rows, int columns) {
        return rows;
    }

    @Override
    final void weigh(float[] target, int t, float[] q, int qAt, int rows, int columns) {
        loops.rowSums(weights, lanes, target, t, rows, columns);
        loops.negatedProduct(terms(columns), target, t, q, qAt, rows * columns);
        loops.rowSums(distances, lanes, terms, 0, rows, columns);
    }

    /** Scratch memory for a block of so many columns. */
    final float[] terms(int columns) {
        if (terms.length < columns) {
            terms = new float[columns];
        }
        return terms;
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
        loops.scaleDifferenceOfRows(dZ, d, target, t, factors, scale, rows, columns);
    }
}
