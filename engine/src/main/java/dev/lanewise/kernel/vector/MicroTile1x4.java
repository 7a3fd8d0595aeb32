package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row by four vectors, A and B where they lie. See {@link MicroTile}.
 *
 * <p>For a last single row of C, and for products of one whose B lies as a single run, as predictors
 * lay out their weights: it comes in order, and the sums stay in registers. Other single rows of a
 * large B go by {@link RowSweep}.
 */
final class MicroTile1x4 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile1x4();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    @Override
    int rows() {
        return 1;
    }

    @Override
    int columns() {
        return 4 * N;
    }

    @Override
    void run(
            float[] c,
            int c0,
            int ldc,
            int rows,
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            float[] b,
            int b0,
            int bStep,
            int depth,
            boolean fromC) {
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector sum0 = zero;
        FloatVector sum1 = zero;
        FloatVector sum2 = zero;
        FloatVector sum3 = zero;
        if (fromC) {
            sum0 = FloatVector.fromArray(LANES, c, c0);
            sum1 = FloatVector.fromArray(LANES, c, c0 + N);
            sum2 = FloatVector.fromArray(LANES, c, c0 + 2 * N);
            sum3 = FloatVector.fromArray(LANES, c, c0 + 3 * N);
        }
        int p = a0;
        int q = b0;
        for (int step = 0; step < depth; step++) {
            FloatVector x = FloatVector.broadcast(LANES, a[p]);
            sum0 = x.fma(FloatVector.fromArray(LANES, b, q), sum0);
            sum1 = x.fma(FloatVector.fromArray(LANES, b, q + N), sum1);
            sum2 = x.fma(FloatVector.fromArray(LANES, b, q + 2 * N), sum2);
            sum3 = x.fma(FloatVector.fromArray(LANES, b, q + 3 * N), sum3);
            p += aColumn;
            q += bStep;
        }
        sum0.intoArray(c, c0);
        sum1.intoArray(c, c0 + N);
        sum2.intoArray(c, c0 + 2 * N);
        sum3.intoArray(c, c0 + 3 * N);
    }
}
