package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 5 rows by one vector, A packed in strips of 5 rows. See {@link MicroTile}.
 *
 * <p>The index of A is the loop variable, so that C2 drops its bounds checks; the body is not
 * unrolled by hand and no other value lives across it. Other forms of this loop spill accumulators
 * (docs/experiments.md).
 */
final class MicroTile5x1 extends MicroTile {
    private static final int ROWS = 5;
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;

    @Override
    void run(
            float[] c,
            int c0,
            int ldc,
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            int rows,
            float[] b,
            int b0,
            int bStep,
            int depth,
            boolean fromC) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        int c4 = c3 + ldc;
        FloatVector l0;
        FloatVector l1;
        FloatVector l2;
        FloatVector l3;
        FloatVector l4;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            l1 = FloatVector.fromArray(LANES, c, c1);
            l2 = FloatVector.fromArray(LANES, c, c2);
            l3 = FloatVector.fromArray(LANES, c, c3);
            l4 = FloatVector.fromArray(LANES, c, c4);
        } else {
            l0 = FloatVector.zero(LANES);
            l1 = FloatVector.zero(LANES);
            l2 = FloatVector.zero(LANES);
            l3 = FloatVector.zero(LANES);
            l4 = FloatVector.zero(LANES);
        }
        int q = b0;
        for (int p = a0, end = a0 + depth * ROWS; p < end; p += ROWS) {
            FloatVector row = FloatVector.fromArray(LANES, b, q);
            FloatVector x0 = FloatVector.broadcast(LANES, a[p]);
            l0 = x0.fma(row, l0);
            FloatVector x1 = FloatVector.broadcast(LANES, a[p + 1]);
            l1 = x1.fma(row, l1);
            FloatVector x2 = FloatVector.broadcast(LANES, a[p + 2]);
            l2 = x2.fma(row, l2);
            FloatVector x3 = FloatVector.broadcast(LANES, a[p + 3]);
            l3 = x3.fma(row, l3);
            FloatVector x4 = FloatVector.broadcast(LANES, a[p + 4]);
            l4 = x4.fma(row, l4);
            q += bStep;
        }
        l0.intoArray(c, c0);
        l1.intoArray(c, c1);
        l2.intoArray(c, c2);
        l3.intoArray(c, c3);
        l4.intoArray(c, c4);
    }
}
