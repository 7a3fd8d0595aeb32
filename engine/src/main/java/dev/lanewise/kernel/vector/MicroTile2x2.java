package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 2 rows by two vectors, A where it lies. See {@link MicroTile}.
 *
 * <p>For a last row of C or two.
 */
final class MicroTile2x2 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile2x2();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    @Override
    int rows() {
        return 2;
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
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector l0 = zero;
        FloatVector r0 = zero;
        FloatVector l1 = zero;
        FloatVector r1 = zero;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            r0 = FloatVector.fromArray(LANES, c, c0 + N);
            l1 = FloatVector.fromArray(LANES, c, c1);
            r1 = FloatVector.fromArray(LANES, c, c1 + N);
        }
        int a1 = Math.min(1, last) * aRow;
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
            p += aColumn;
            q += bStep;
        }
        l0.intoArray(c, c0);
        r0.intoArray(c, c0 + N);
        l1.intoArray(c, c1);
        r1.intoArray(c, c1 + N);
    }
}
