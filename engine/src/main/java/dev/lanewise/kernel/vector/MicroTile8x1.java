package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 8 rows by one vector, A packed or where it lies. See {@link MicroTile}.
 *
 * <p>For 32 registers, which have room for the addresses of 8 rows of A beside the accumulators.
 */
final class MicroTile8x1 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile8x1();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;

    @Override
    int rows() {
        return 8;
    }

    @Override
    int columns() {
        return LANES.length();
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
        int last = rows - 1;
        int c1 = c0 + Math.min(1, last) * ldc;
        int c2 = c0 + Math.min(2, last) * ldc;
        int c3 = c0 + Math.min(3, last) * ldc;
        int c4 = c0 + Math.min(4, last) * ldc;
        int c5 = c0 + Math.min(5, last) * ldc;
        int c6 = c0 + Math.min(6, last) * ldc;
        int c7 = c0 + Math.min(7, last) * ldc;
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector l0 = zero;
        FloatVector l1 = zero;
        FloatVector l2 = zero;
        FloatVector l3 = zero;
        FloatVector l4 = zero;
        FloatVector l5 = zero;
        FloatVector l6 = zero;
        FloatVector l7 = zero;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            l1 = FloatVector.fromArray(LANES, c, c1);
            l2 = FloatVector.fromArray(LANES, c, c2);
            l3 = FloatVector.fromArray(LANES, c, c3);
            l4 = FloatVector.fromArray(LANES, c, c4);
            l5 = FloatVector.fromArray(LANES, c, c5);
            l6 = FloatVector.fromArray(LANES, c, c6);
            l7 = FloatVector.fromArray(LANES, c, c7);
        }
        int a1 = Math.min(1, last) * aRow;
        int a2 = Math.min(2, last) * aRow;
        int a3 = Math.min(3, last) * aRow;
        int a4 = Math.min(4, last) * aRow;
        int a5 = Math.min(5, last) * aRow;
        int a6 = Math.min(6, last) * aRow;
        int a7 = Math.min(7, last) * aRow;
        int p = a0;
        int q = b0;
        for (int from = 0; from < depth; from += DEEPEST) { // see MicroTile8x2Rows
            int to = Math.min(depth, from + DEEPEST);
            for (int step = from; step < to; step++) {
                FloatVector row = FloatVector.fromArray(LANES, b, q);
                FloatVector x0 = FloatVector.broadcast(LANES, a[p]);
                l0 = x0.fma(row, l0);
                FloatVector x1 = FloatVector.broadcast(LANES, a[p + a1]);
                l1 = x1.fma(row, l1);
                FloatVector x2 = FloatVector.broadcast(LANES, a[p + a2]);
                l2 = x2.fma(row, l2);
                FloatVector x3 = FloatVector.broadcast(LANES, a[p + a3]);
                l3 = x3.fma(row, l3);
                FloatVector x4 = FloatVector.broadcast(LANES, a[p + a4]);
                l4 = x4.fma(row, l4);
                FloatVector x5 = FloatVector.broadcast(LANES, a[p + a5]);
                l5 = x5.fma(row, l5);
                FloatVector x6 = FloatVector.broadcast(LANES, a[p + a6]);
                l6 = x6.fma(row, l6);
                FloatVector x7 = FloatVector.broadcast(LANES, a[p + a7]);
                l7 = x7.fma(row, l7);
                p += aColumn;
                q += bStep;
            }
        }
        l0.intoArray(c, c0);
        l1.intoArray(c, c1);
        l2.intoArray(c, c2);
        l3.intoArray(c, c3);
        l4.intoArray(c, c4);
        l5.intoArray(c, c5);
        l6.intoArray(c, c6);
        l7.intoArray(c, c7);
    }
}
