package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 4 rows by two vectors, A where it lies. See {@link MicroTile}.
 *
 * <p>For panels of two vectors, or what is left of C after wider ones: {@link Tiles}.
 */
final class MicroTile4x2 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile4x2();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    @Override
    int rows() {
        return 4;
    }

    @Override
    int columns() {
        return 2 * N;
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
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector l0 = zero;
        FloatVector r0 = zero;
        FloatVector l1 = zero;
        FloatVector r1 = zero;
        FloatVector l2 = zero;
        FloatVector r2 = zero;
        FloatVector l3 = zero;
        FloatVector r3 = zero;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            r0 = FloatVector.fromArray(LANES, c, c0 + N);
            l1 = FloatVector.fromArray(LANES, c, c1);
            r1 = FloatVector.fromArray(LANES, c, c1 + N);
            l2 = FloatVector.fromArray(LANES, c, c2);
            r2 = FloatVector.fromArray(LANES, c, c2 + N);
            l3 = FloatVector.fromArray(LANES, c, c3);
            r3 = FloatVector.fromArray(LANES, c, c3 + N);
        }
        int a1 = Math.min(1, last) * aRow;
        int a2 = Math.min(2, last) * aRow;
        int a3 = Math.min(3, last) * aRow;
        int p = a0;
        int q = b0;
        int steps = Math.min(depth, DEEPEST);
        for (int step = 0; step < steps; step++) {
            FloatVector left = FloatVector.fromArray(LANES, b, q);
            FloatVector right = FloatVector.fromArray(LANES, b, q + N);
            FloatVector x0 = FloatVector.broadcast(LANES, a[p]);
            l0 = x0.fma(left, l0);
            r0 = x0.fma(right, r0);
            FloatVector x1 = FloatVector.broadcast(LANES, a[p + a1]);
            l1 = x1.fma(left, l1);
            r1 = x1.fma(right, r1);
            FloatVector x2 = FloatVector.broadcast(LANES, a[p + a2]);
            l2 = x2.fma(left, l2);
            r2 = x2.fma(right, r2);
            FloatVector x3 = FloatVector.broadcast(LANES, a[p + a3]);
            l3 = x3.fma(left, l3);
            r3 = x3.fma(right, r3);
            p += aColumn;
            q += bStep;
        }
        l0.intoArray(c, c0);
        r0.intoArray(c, c0 + N);
        l1.intoArray(c, c1);
        r1.intoArray(c, c1 + N);
        l2.intoArray(c, c2);
        r2.intoArray(c, c2 + N);
        l3.intoArray(c, c3);
        r3.intoArray(c, c3 + N);
    }
}
