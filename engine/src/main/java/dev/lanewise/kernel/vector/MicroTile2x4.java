package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 2 rows by four vectors, A where it lies. See {@link MicroTile}.
 *
 * <p>For two last rows of C.
 */
final class MicroTile2x4 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile2x4();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    @Override
    int rows() {
        return 2;
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
        int last = rows - 1;
        int c1 = c0 + Math.min(1, last) * ldc;
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector u0 = zero;
        FloatVector v0 = zero;
        FloatVector w0 = zero;
        FloatVector z0 = zero;
        FloatVector u1 = zero;
        FloatVector v1 = zero;
        FloatVector w1 = zero;
        FloatVector z1 = zero;
        if (fromC) {
            u0 = FloatVector.fromArray(LANES, c, c0);
            v0 = FloatVector.fromArray(LANES, c, c0 + N);
            w0 = FloatVector.fromArray(LANES, c, c0 + 2 * N);
            z0 = FloatVector.fromArray(LANES, c, c0 + 3 * N);
            u1 = FloatVector.fromArray(LANES, c, c1);
            v1 = FloatVector.fromArray(LANES, c, c1 + N);
            w1 = FloatVector.fromArray(LANES, c, c1 + 2 * N);
            z1 = FloatVector.fromArray(LANES, c, c1 + 3 * N);
        }
        int a1 = Math.min(1, last) * aRow;
        int p = a0;
        int q = b0;
        int steps = Math.min(depth, DEEPEST);
        for (int step = 0; step < steps; step++) {
            FloatVector first = FloatVector.fromArray(LANES, b, q);
            FloatVector second = FloatVector.fromArray(LANES, b, q + N);
            FloatVector third = FloatVector.fromArray(LANES, b, q + 2 * N);
            FloatVector fourth = FloatVector.fromArray(LANES, b, q + 3 * N);
            FloatVector x0 = FloatVector.broadcast(LANES, a[p]);
            u0 = x0.fma(first, u0);
            v0 = x0.fma(second, v0);
            w0 = x0.fma(third, w0);
            z0 = x0.fma(fourth, z0);
            FloatVector x1 = FloatVector.broadcast(LANES, a[p + a1]);
            u1 = x1.fma(first, u1);
            v1 = x1.fma(second, v1);
            w1 = x1.fma(third, w1);
            z1 = x1.fma(fourth, z1);
            p += aColumn;
            q += bStep;
        }
        u0.intoArray(c, c0);
        v0.intoArray(c, c0 + N);
        w0.intoArray(c, c0 + 2 * N);
        z0.intoArray(c, c0 + 3 * N);
        u1.intoArray(c, c1);
        v1.intoArray(c, c1 + N);
        w1.intoArray(c, c1 + 2 * N);
        z1.intoArray(c, c1 + 3 * N);
    }
}
