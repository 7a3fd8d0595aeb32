package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 8 whole rows by two vectors, each row of A a run of values where it lies ({@code aColumn} is 1).
 * See {@link MicroTile}.
 *
 * <p>For 32 registers. The column of A is the loop variable, so that C2 drops the bounds checks of
 * its eight rows, and the addresses of rows follow from each other. The outer loop, of one round, is
 * for the serial and the parallel collector, under which C2 makes none of its own: without it, it
 * keeps indexes and the address of A in vector registers, and a third of the speed is lost
 * (docs/experiments.md).
 */
final class MicroTile8x2Rows extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile8x2Rows();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    @Override
    int rows() {
        return 8;
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
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        int c4 = c3 + ldc;
        int c5 = c4 + ldc;
        int c6 = c5 + ldc;
        int c7 = c6 + ldc;
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector l0 = zero;
        FloatVector r0 = zero;
        FloatVector l1 = zero;
        FloatVector r1 = zero;
        FloatVector l2 = zero;
        FloatVector r2 = zero;
        FloatVector l3 = zero;
        FloatVector r3 = zero;
        FloatVector l4 = zero;
        FloatVector r4 = zero;
        FloatVector l5 = zero;
        FloatVector r5 = zero;
        FloatVector l6 = zero;
        FloatVector r6 = zero;
        FloatVector l7 = zero;
        FloatVector r7 = zero;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            r0 = FloatVector.fromArray(LANES, c, c0 + N);
            l1 = FloatVector.fromArray(LANES, c, c1);
            r1 = FloatVector.fromArray(LANES, c, c1 + N);
            l2 = FloatVector.fromArray(LANES, c, c2);
            r2 = FloatVector.fromArray(LANES, c, c2 + N);
            l3 = FloatVector.fromArray(LANES, c, c3);
            r3 = FloatVector.fromArray(LANES, c, c3 + N);
            l4 = FloatVector.fromArray(LANES, c, c4);
            r4 = FloatVector.fromArray(LANES, c, c4 + N);
            l5 = FloatVector.fromArray(LANES, c, c5);
            r5 = FloatVector.fromArray(LANES, c, c5 + N);
            l6 = FloatVector.fromArray(LANES, c, c6);
            r6 = FloatVector.fromArray(LANES, c, c6 + N);
            l7 = FloatVector.fromArray(LANES, c, c7);
            r7 = FloatVector.fromArray(LANES, c, c7 + N);
        }
        int a1 = aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        int a6 = a5 + aRow;
        int a7 = a6 + aRow;
        int end = a0 + depth;
        int q = b0;
        for (int from = a0, to; from < end; from = to) {
            to = from + Math.min(DEEPEST, end - from);
            for (int p = from; p < to; p++) {
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
                FloatVector x4 = FloatVector.broadcast(LANES, a[p + a4]);
                l4 = x4.fma(left, l4);
                r4 = x4.fma(right, r4);
                FloatVector x5 = FloatVector.broadcast(LANES, a[p + a5]);
                l5 = x5.fma(left, l5);
                r5 = x5.fma(right, r5);
                FloatVector x6 = FloatVector.broadcast(LANES, a[p + a6]);
                l6 = x6.fma(left, l6);
                r6 = x6.fma(right, r6);
                FloatVector x7 = FloatVector.broadcast(LANES, a[p + a7]);
                l7 = x7.fma(left, l7);
                r7 = x7.fma(right, r7);
                q += bStep;
            }
        }
        l0.intoArray(c, c0);
        r0.intoArray(c, c0 + N);
        l1.intoArray(c, c1);
        r1.intoArray(c, c1 + N);
        l2.intoArray(c, c2);
        r2.intoArray(c, c2 + N);
        l3.intoArray(c, c3);
        r3.intoArray(c, c3 + N);
        l4.intoArray(c, c4);
        r4.intoArray(c, c4 + N);
        l5.intoArray(c, c5);
        r5.intoArray(c, c5 + N);
        l6.intoArray(c, c6);
        r6.intoArray(c, c6 + N);
        l7.intoArray(c, c7);
        r7.intoArray(c, c7 + N);
    }
}
