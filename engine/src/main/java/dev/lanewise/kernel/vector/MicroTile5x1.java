package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 5 rows by one vector, A in a packed strip. See {@link MicroTile}.
 *
 * <p>For 16 registers. The index of A is the loop variable, so that C2 drops its bounds checks; the
 * body is not unrolled by hand. A constant bounds the limit of the loop: else C2 runs out of
 * general registers once accumulators start from C, and moves six indexes to vector registers and
 * back in every step. With the step of B a constant C2 spills accumulators at 256 bits, and with
 * the addresses in C computed after the loop a tenth of the speed is lost at 128
 * (docs/experiments.md).
 */
final class MicroTile5x1 extends MicroTile {
    static final MicroTile INSTANCE = new MicroTile5x1();

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;

    @Override
    int rows() {
        return 5;
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
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        FloatVector l0 = zero;
        FloatVector l1 = zero;
        FloatVector l2 = zero;
        FloatVector l3 = zero;
        FloatVector l4 = zero;
        if (fromC) {
            l0 = FloatVector.fromArray(LANES, c, c0);
            l1 = FloatVector.fromArray(LANES, c, c1);
            l2 = FloatVector.fromArray(LANES, c, c2);
            l3 = FloatVector.fromArray(LANES, c, c3);
            l4 = FloatVector.fromArray(LANES, c, c4);
        }
        int q = b0;
        int end = Math.min(depth * STRIP, DEEPEST * STRIP);
        for (int p = 0; p < end; p += STRIP) {
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
