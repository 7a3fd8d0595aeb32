package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 10 rows by one vector, for {@link TenColumns}. See {@link MicroTile}.
 *
 * <p>The vector is computed in halves, two multiply-adds to a broadcast: of whole ones a broadcast
 * takes as long as a multiply-add, and there would be as many of them.
 *
 * <p>What the contract leaves open is fixed, for a step of k to have one address in A and for C to
 * need none but constants: there are always ten rows, those of A lie side by side ({@code aRow} is
 * 1), those of C {@link TenColumns#ROWS} apart, and steps of B are those of a panel.
 *
 * <p>For 32 registers. The loop is bounded by the deepest block: without it, C2 keeps indexes in
 * vector registers under the serial collector, which the JVM takes on one processor.
 */
final class MicroTile10x1 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile10x1();

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final int LDC = TenColumns.ROWS;
    private static final int N = LANES.length();

    @Override
    int rows() {
        return 10;
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
        int c1 = c0 + LDC;
        int c2 = c0 + 2 * LDC;
        int c3 = c0 + 3 * LDC;
        int c4 = c0 + 4 * LDC;
        int c5 = c0 + 5 * LDC;
        int c6 = c0 + 6 * LDC;
        int c7 = c0 + 7 * LDC;
        int c8 = c0 + 8 * LDC;
        int c9 = c0 + 9 * LDC;
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
        FloatVector l8 = zero;
        FloatVector r8 = zero;
        FloatVector l9 = zero;
        FloatVector r9 = zero;
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
            l8 = FloatVector.fromArray(LANES, c, c8);
            r8 = FloatVector.fromArray(LANES, c, c8 + N);
            l9 = FloatVector.fromArray(LANES, c, c9);
            r9 = FloatVector.fromArray(LANES, c, c9 + N);
        }
        int p = a0;
        int q = b0;
        int steps = Math.min(DEEPEST, depth);
        for (int step = 0; step < steps; step++) {
            FloatVector left = FloatVector.fromArray(LANES, b, q);
            FloatVector right = FloatVector.fromArray(LANES, b, q + N);
            FloatVector x0 = FloatVector.broadcast(LANES, a[p]);
            l0 = x0.fma(left, l0);
            r0 = x0.fma(right, r0);
            FloatVector x1 = FloatVector.broadcast(LANES, a[p + 1]);
            l1 = x1.fma(left, l1);
            r1 = x1.fma(right, r1);
            FloatVector x2 = FloatVector.broadcast(LANES, a[p + 2]);
            l2 = x2.fma(left, l2);
            r2 = x2.fma(right, r2);
            FloatVector x3 = FloatVector.broadcast(LANES, a[p + 3]);
            l3 = x3.fma(left, l3);
            r3 = x3.fma(right, r3);
            FloatVector x4 = FloatVector.broadcast(LANES, a[p + 4]);
            l4 = x4.fma(left, l4);
            r4 = x4.fma(right, r4);
            FloatVector x5 = FloatVector.broadcast(LANES, a[p + 5]);
            l5 = x5.fma(left, l5);
            r5 = x5.fma(right, r5);
            FloatVector x6 = FloatVector.broadcast(LANES, a[p + 6]);
            l6 = x6.fma(left, l6);
            r6 = x6.fma(right, r6);
            FloatVector x7 = FloatVector.broadcast(LANES, a[p + 7]);
            l7 = x7.fma(left, l7);
            r7 = x7.fma(right, r7);
            FloatVector x8 = FloatVector.broadcast(LANES, a[p + 8]);
            l8 = x8.fma(left, l8);
            r8 = x8.fma(right, r8);
            FloatVector x9 = FloatVector.broadcast(LANES, a[p + 9]);
            l9 = x9.fma(left, l9);
            r9 = x9.fma(right, r9);
            p += aColumn;
            q += Blocking.NR;
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
        l8.intoArray(c, c8);
        r8.intoArray(c, c8 + N);
        l9.intoArray(c, c9);
        r9.intoArray(c, c9 + N);
    }
}
