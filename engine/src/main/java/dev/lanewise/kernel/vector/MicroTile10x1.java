package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 10 rows by one vector, for {@link TenColumns}. See {@link MicroTile}.
 *
 * <p>What the contract leaves open is fixed, for a step of k to have one address in A and for C to
 * need none but constants: there are always ten rows, those of A lie side by side ({@code aRow} is
 * 1), and those of C {@link TenColumns#ROWS} apart.
 *
 * <p>For 32 registers.
 */
final class MicroTile10x1 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile10x1();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int LDC = TenColumns.ROWS;

    @Override
    int rows() {
        return 10;
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
        FloatVector l1 = zero;
        FloatVector l2 = zero;
        FloatVector l3 = zero;
        FloatVector l4 = zero;
        FloatVector l5 = zero;
        FloatVector l6 = zero;
        FloatVector l7 = zero;
        FloatVector l8 = zero;
        FloatVector l9 = zero;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            l1 = FloatVector.fromArray(LANES, c, c1);
            l2 = FloatVector.fromArray(LANES, c, c2);
            l3 = FloatVector.fromArray(LANES, c, c3);
            l4 = FloatVector.fromArray(LANES, c, c4);
            l5 = FloatVector.fromArray(LANES, c, c5);
            l6 = FloatVector.fromArray(LANES, c, c6);
            l7 = FloatVector.fromArray(LANES, c, c7);
            l8 = FloatVector.fromArray(LANES, c, c8);
            l9 = FloatVector.fromArray(LANES, c, c9);
        }
        int p = a0;
        int q = b0;
        for (int step = 0; step < depth; step++) {
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
            FloatVector x5 = FloatVector.broadcast(LANES, a[p + 5]);
            l5 = x5.fma(row, l5);
            FloatVector x6 = FloatVector.broadcast(LANES, a[p + 6]);
            l6 = x6.fma(row, l6);
            FloatVector x7 = FloatVector.broadcast(LANES, a[p + 7]);
            l7 = x7.fma(row, l7);
            FloatVector x8 = FloatVector.broadcast(LANES, a[p + 8]);
            l8 = x8.fma(row, l8);
            FloatVector x9 = FloatVector.broadcast(LANES, a[p + 9]);
            l9 = x9.fma(row, l9);
            p += aColumn;
            q += bStep;
        }
        l0.intoArray(c, c0);
        l1.intoArray(c, c1);
        l2.intoArray(c, c2);
        l3.intoArray(c, c3);
        l4.intoArray(c, c4);
        l5.intoArray(c, c5);
        l6.intoArray(c, c6);
        l7.intoArray(c, c7);
        l8.intoArray(c, c8);
        l9.intoArray(c, c9);
    }
}
