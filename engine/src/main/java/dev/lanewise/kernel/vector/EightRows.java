package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes eight rows by vectors of eight, half of the lanes of {@link TenColumns}: as fast as
 * sixteen rows by sixteen where rows lie anyhow, and faster where they lie a large power of two
 * apart, of which a set of the first-level cache holds eight lines. The shuffles are those of
 * {@link Transposition}.
 */
final class EightRows {
    /** Rows, and lanes. */
    static final int COUNT = 8;

    private static final int NR = Blocking.NR;
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;

    /** As in {@link Transposition}. */
    static final FloatVector FIRST = Transposition.interleaving(LANES, 0);
    /** As in {@link Transposition}. */
    static final FloatVector SECOND = Transposition.interleaving(LANES, COUNT / 2);

    private EightRows() {}

    /**
     * {@code to[t0 + p·NR + i] = x[x0 + i·ldx + p]} for p &lt; depth, a multiple of 8, and i &lt; 8.
     * Rows i from {@code rows} on repeat the last one.
     */
    static void transpose(
            float[] to, int t0, float[] x, int x0, int ldx, int rows, int depth) {
        int last = rows - 1;
        int x1 = x0 + Math.min(1, last) * ldx;
        int x2 = x0 + Math.min(2, last) * ldx;
        int x3 = x0 + Math.min(3, last) * ldx;
        int x4 = x0 + Math.min(4, last) * ldx;
        int x5 = x0 + Math.min(5, last) * ldx;
        int x6 = x0 + Math.min(6, last) * ldx;
        int x7 = x0 + Math.min(7, last) * ldx;
        int t = t0;
        for (int p = 0; p < depth; p += COUNT) {
            FloatVector a0 = FloatVector.fromArray(LANES, x, x0 + p);
            FloatVector a1 = FloatVector.fromArray(LANES, x, x1 + p);
            FloatVector a2 = FloatVector.fromArray(LANES, x, x2 + p);
            FloatVector a3 = FloatVector.fromArray(LANES, x, x3 + p);
            FloatVector a4 = FloatVector.fromArray(LANES, x, x4 + p);
            FloatVector a5 = FloatVector.fromArray(LANES, x, x5 + p);
            FloatVector a6 = FloatVector.fromArray(LANES, x, x6 + p);
            FloatVector a7 = FloatVector.fromArray(LANES, x, x7 + p);
            FloatVector b0 = FIRST.selectFrom(a0, a4);
            FloatVector b1 = SECOND.selectFrom(a0, a4);
            FloatVector b2 = FIRST.selectFrom(a1, a5);
            FloatVector b3 = SECOND.selectFrom(a1, a5);
            FloatVector b4 = FIRST.selectFrom(a2, a6);
            FloatVector b5 = SECOND.selectFrom(a2, a6);
            FloatVector b6 = FIRST.selectFrom(a3, a7);
            FloatVector b7 = SECOND.selectFrom(a3, a7);
            FloatVector c0 = FIRST.selectFrom(b0, b4);
            FloatVector c1 = SECOND.selectFrom(b0, b4);
            FloatVector c2 = FIRST.selectFrom(b1, b5);
            FloatVector c3 = SECOND.selectFrom(b1, b5);
            FloatVector c4 = FIRST.selectFrom(b2, b6);
            FloatVector c5 = SECOND.selectFrom(b2, b6);
            FloatVector c6 = FIRST.selectFrom(b3, b7);
            FloatVector c7 = SECOND.selectFrom(b3, b7);
            FloatVector d0 = FIRST.selectFrom(c0, c4);
            FloatVector d1 = SECOND.selectFrom(c0, c4);
            FloatVector d2 = FIRST.selectFrom(c1, c5);
            FloatVector d3 = SECOND.selectFrom(c1, c5);
            FloatVector d4 = FIRST.selectFrom(c2, c6);
            FloatVector d5 = SECOND.selectFrom(c2, c6);
            FloatVector d6 = FIRST.selectFrom(c3, c7);
            FloatVector d7 = SECOND.selectFrom(c3, c7);
            d0.intoArray(to, t);
            d1.intoArray(to, t + NR);
            d2.intoArray(to, t + 2 * NR);
            d3.intoArray(to, t + 3 * NR);
            d4.intoArray(to, t + 4 * NR);
            d5.intoArray(to, t + 5 * NR);
            d6.intoArray(to, t + 6 * NR);
            d7.intoArray(to, t + 7 * NR);
            t += COUNT * NR;
        }
    }
}
