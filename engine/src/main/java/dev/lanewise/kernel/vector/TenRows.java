package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes a C of ten columns back that was computed as its transpose. What stores take is the
 * most of it, so they go straight to the rows of C, two of eight values each: the first eight, and
 * the last eight, six of them for the second time. The shuffles are those of {@link Transposition}
 * for eight of the ten, and one more a row for the other two.
 *
 * <p>For sixteen lanes and 32 registers, of which it uses the half that eight lanes take.
 */
final class TenRows {
    /** Rows of Cᵀ. */
    static final int COUNT = 10;
    /** Columns of Cᵀ that are transposed at once. */
    static final int STEP = 8;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final FloatVector FIRST = EightRows.FIRST;
    private static final FloatVector SECOND = EightRows.SECOND;
    // the last six lanes of a vector, and a pair of the next one
    private static final FloatVector PAIR_0 = withPair(0);
    private static final FloatVector PAIR_1 = withPair(1);
    private static final FloatVector PAIR_2 = withPair(2);
    private static final FloatVector PAIR_3 = withPair(3);

    private TenRows() {}

    private static FloatVector withPair(int pair) {
        float[] lanes = new float[STEP];
        for (int i = 0; i < STEP; i++) {
            lanes[i] = i < 6 ? i + 2 : STEP + 2 * pair + i - 6;
        }
        return FloatVector.fromArray(LANES, lanes, 0);
    }

    /**
     * {@code c[c0 + p·ldc + j] = x[x0 + j·ldx + p]} for p &lt; columns, at least 8, and j &lt; 10.
     * The last eight of them reach back over columns before them, where they must.
     */
    static void transpose(
            float[] c, int c0, int ldc, float[] x, int x0, int ldx, int columns) {
        int whole = columns / STEP * STEP;
        eights(c, c0, ldc, x, x0, ldx, whole);
        if (whole < columns) {
            int last = columns - STEP;
            eights(c, c0 + last * ldc, ldc, x, x0 + last, ldx, STEP);
        }
    }

    private static void eights(
            float[] c, int c0, int ldc, float[] x, int x0, int ldx, int columns) {
        int x1 = x0 + ldx;
        int x2 = x0 + 2 * ldx;
        int x3 = x0 + 3 * ldx;
        int x4 = x0 + 4 * ldx;
        int x5 = x0 + 5 * ldx;
        int x6 = x0 + 6 * ldx;
        int x7 = x0 + 7 * ldx;
        int x8 = x0 + 8 * ldx;
        int x9 = x0 + 9 * ldx;
        int to = c0;
        for (int p = 0; p < columns; p += STEP) {
            FloatVector a0 = FloatVector.fromArray(LANES, x, x0 + p);
            FloatVector a1 = FloatVector.fromArray(LANES, x, x1 + p);
            FloatVector a2 = FloatVector.fromArray(LANES, x, x2 + p);
            FloatVector a3 = FloatVector.fromArray(LANES, x, x3 + p);
            FloatVector a4 = FloatVector.fromArray(LANES, x, x4 + p);
            FloatVector a5 = FloatVector.fromArray(LANES, x, x5 + p);
            FloatVector a6 = FloatVector.fromArray(LANES, x, x6 + p);
            FloatVector a7 = FloatVector.fromArray(LANES, x, x7 + p);
            FloatVector a8 = FloatVector.fromArray(LANES, x, x8 + p);
            FloatVector a9 = FloatVector.fromArray(LANES, x, x9 + p);
            FloatVector b0 = FIRST.selectFrom(a0, a4);
            FloatVector b1 = SECOND.selectFrom(a0, a4);
            FloatVector b2 = FIRST.selectFrom(a1, a5);
            FloatVector b3 = SECOND.selectFrom(a1, a5);
            FloatVector b4 = FIRST.selectFrom(a2, a6);
            FloatVector b5 = SECOND.selectFrom(a2, a6);
            FloatVector b6 = FIRST.selectFrom(a3, a7);
            FloatVector b7 = SECOND.selectFrom(a3, a7);
            FloatVector d0 = FIRST.selectFrom(b0, b4);
            FloatVector d1 = SECOND.selectFrom(b0, b4);
            FloatVector d2 = FIRST.selectFrom(b1, b5);
            FloatVector d3 = SECOND.selectFrom(b1, b5);
            FloatVector d4 = FIRST.selectFrom(b2, b6);
            FloatVector d5 = SECOND.selectFrom(b2, b6);
            FloatVector d6 = FIRST.selectFrom(b3, b7);
            FloatVector d7 = SECOND.selectFrom(b3, b7);
            FloatVector e0 = FIRST.selectFrom(d0, d4);
            FloatVector e1 = SECOND.selectFrom(d0, d4);
            FloatVector e2 = FIRST.selectFrom(d1, d5);
            FloatVector e3 = SECOND.selectFrom(d1, d5);
            FloatVector e4 = FIRST.selectFrom(d2, d6);
            FloatVector e5 = SECOND.selectFrom(d2, d6);
            FloatVector e6 = FIRST.selectFrom(d3, d7);
            FloatVector e7 = SECOND.selectFrom(d3, d7);
            FloatVector upper = FIRST.selectFrom(a8, a9);
            FloatVector lower = SECOND.selectFrom(a8, a9);
            e0.intoArray(c, to);
            PAIR_0.selectFrom(e0, upper).intoArray(c, to + 2);
            e1.intoArray(c, to + ldc);
            PAIR_1.selectFrom(e1, upper).intoArray(c, to + ldc + 2);
            e2.intoArray(c, to + 2 * ldc);
            PAIR_2.selectFrom(e2, upper).intoArray(c, to + 2 * ldc + 2);
            e3.intoArray(c, to + 3 * ldc);
            PAIR_3.selectFrom(e3, upper).intoArray(c, to + 3 * ldc + 2);
            e4.intoArray(c, to + 4 * ldc);
            PAIR_0.selectFrom(e4, lower).intoArray(c, to + 4 * ldc + 2);
            e5.intoArray(c, to + 5 * ldc);
            PAIR_1.selectFrom(e5, lower).intoArray(c, to + 5 * ldc + 2);
            e6.intoArray(c, to + 6 * ldc);
            PAIR_2.selectFrom(e6, lower).intoArray(c, to + 6 * ldc + 2);
            e7.intoArray(c, to + 7 * ldc);
            PAIR_3.selectFrom(e7, lower).intoArray(c, to + 7 * ldc + 2);
            to += STEP * ldc;
        }
    }
}
