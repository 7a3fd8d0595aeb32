package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm.Epilogue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A C of ten columns, {@code A·B} or {@code Aᵀ·B}: output and weight gradient of an output layer of
 * ten.
 *
 * <p>C is computed as its transpose, with its rows along the lanes: two vectors of rows times ten
 * columns are twenty sums in registers, and a step of k takes ten broadcasts for twenty
 * multiply-adds, where a tile of C as it lies takes one for each, six lanes of sixteen in vain. Of
 * Aᵀ the rows of C lie side by side as they are needed. A is transposed into a panel that stays in
 * the first-level cache, and the sums are transposed back when they are complete.
 *
 * <p>For sixteen lanes and 32 registers.
 */
final class TenColumns {
    /** Columns of C. */
    static final int COLUMNS = 10;

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();
    private static final int NR = Blocking.NR;
    private static final FloatVector FIRST = Transposition.FIRST;
    private static final FloatVector SECOND = Transposition.SECOND;
    private static final VectorMask<Float> IN_ROW = LANES.indexInRange(0, COLUMNS);
    /** Rows of C that are transposed back at once: 16. */
    private static final int GROUP = 16;
    /** Rows of C whose sums lie transposed at a time: 20 KB, so many in a row of Cᵀ. */
    static final int ROWS = 512;
    /** Rows of C that an epilogue gets at once: 40 KB. */
    private static final int EPILOGUE_ROWS = 1024;
    /** Steps of k at a time: 16 KB of a panel of A. */
    private static final int DEPTH = 128;

    private final MicroTile two = new MicroTile10x2();
    private final MicroTile one = new MicroTile10x1();
    private final Packing packing;
    private final float[] panel = new float[DEPTH * NR];
    private final float[] sums = new float[COLUMNS * ROWS];
    private final float[] group = new float[GROUP * GROUP];
    /** Where C lies if it is kept nowhere. */
    private float[] results = {};
    /** Written so that fetching is not left out; never read. */
    private float fetched;

    // The product that is being computed.
    private float[] a;
    private int lda;
    private boolean aT;
    private float[] b;
    private int b0;
    private int ldb;
    private int k;

    /** One that shares the scratch memory of a packing. */
    TenColumns(Packing packing) {
        this.packing = packing;
    }

    /** Arguments as in {@link ProductLoops#multiply}, with the part's own start in each array. */
    void multiply(
            float[] c, int c0, int ldc, float[] a, int a0, int lda, boolean aT, float[] b, int b0,
            int ldb, int row, int m, int column, int k, boolean accumulate, Epilogue epilogue) {
        this.a = a;
        this.lda = lda;
        this.aT = aT;
        this.b = b;
        this.b0 = b0;
        this.ldb = ldb;
        this.k = k;
        boolean kept = c != null;
        if (!kept && results.length == 0) {
            results = new float[EPILOGUE_ROWS * COLUMNS];
        }
        float[] to = kept ? c : results;
        int ldTo = kept ? ldc : COLUMNS;
        try {
            for (int i = 0; i < m; i += EPILOGUE_ROWS) {
                int rows = Math.min(EPILOGUE_ROWS, m - i);
                int at = kept ? c0 + i * ldc : 0;
                for (int j = 0; j < rows; j += ROWS) {
                    block(to, at + j * ldTo, ldTo, a0 + (i + j) * (aT ? 1 : lda),
                            Math.min(ROWS, rows - j), accumulate);
                }
                epilogue.apply(to, at, ldTo, row + i, rows, column, COLUMNS);
            }
        } finally {
            this.a = null;
            this.b = null;
        }
    }

    /** Rows whose sums lie transposed at a time. */
    private void block(float[] c, int c0, int ldc, int a0, int rows, boolean accumulate) {
        if (accumulate) {
            for (int i = 0; i < rows; i += GROUP) {
                packing.transposition().toGroup(
                        sums, i, ROWS, c, c0 + i * ldc, ldc, Math.min(GROUP, rows - i), COLUMNS);
            }
        }
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            int from = a0 + p * (aT ? lda : 1);
            if (aT) {
                fetched = Packing.fetch(a, from, lda, depth, rows);
            }
            for (int i = 0; i < rows; i += NR) {
                panel(from + i * (aT ? 1 : lda), i, Math.min(NR, rows - i), b0 + p * ldb, depth,
                        accumulate || p > 0);
            }
        }
        int inside = Math.min(rows, Rows.fitting(c, c0, ldc, N)) / GROUP;
        storeGroups(c, c0, ldc, sums, inside);
        for (int i = inside * GROUP; i < rows; i += GROUP) {
            packing.transpose(c, c0 + i * ldc, ldc, sums, i, ROWS, COLUMNS,
                    Math.min(GROUP, rows - i), group);
        }
    }

    /** Steps of k for two vectors of rows, or what is left of them. */
    private void panel(int a0, int at, int rows, int b0, int depth, boolean fromSums) {
        if (aT && rows == NR) {
            two.run(sums, at, ROWS, COLUMNS, b, b0, 1, ldb, a, a0, lda, depth, fromSums);
            return;
        }
        pack(a0, rows, depth);
        MicroTile tile = rows > N ? two : one;
        tile.run(sums, at, ROWS, COLUMNS, b, b0, 1, ldb, panel, 0, NR, depth, fromSums);
    }

    /** Rows of Aᵀ into the panel, one below the other; beyond the last one anything. */
    private void pack(int from, int rows, int depth) {
        if (aT) {
            Rows.copy(a, from, lda, panel, 0, NR, depth, rows);
            return;
        }
        int whole = depth / EightRows.COUNT * EightRows.COUNT;
        for (int i = 0; i < rows; i += EightRows.COUNT) {
            EightRows.transpose(panel, i, a, from + i * lda, lda,
                    Math.min(EightRows.COUNT, rows - i), whole);
        }
        for (int i = 0; i < rows && whole < depth; i += GROUP) {
            packing.transposition().toGroup(panel, whole * NR + i, NR, a, from + i * lda + whole,
                    lda, Math.min(GROUP, rows - i), depth - whole);
        }
    }

    /**
     * Sums back into rows of C, by the shuffles of {@link Transposition}: sixteen rows, of which ten
     * are there. What else the others hold falls into lanes that are not stored.
     */
    private static void storeGroups(float[] y, int y0, int ldy, float[] s, int groups) {
        int to = y0;
        int at = 0;
        for (int g = 0; g < groups; g++) {
            FloatVector a0 = FloatVector.fromArray(LANES, s, at);
            FloatVector a1 = FloatVector.fromArray(LANES, s, at + ROWS);
            FloatVector a2 = FloatVector.fromArray(LANES, s, at + 2 * ROWS);
            FloatVector a3 = FloatVector.fromArray(LANES, s, at + 3 * ROWS);
            FloatVector a4 = FloatVector.fromArray(LANES, s, at + 4 * ROWS);
            FloatVector a5 = FloatVector.fromArray(LANES, s, at + 5 * ROWS);
            FloatVector a6 = FloatVector.fromArray(LANES, s, at + 6 * ROWS);
            FloatVector a7 = FloatVector.fromArray(LANES, s, at + 7 * ROWS);
            FloatVector a8 = FloatVector.fromArray(LANES, s, at + 8 * ROWS);
            FloatVector a9 = FloatVector.fromArray(LANES, s, at + 9 * ROWS);
            FloatVector b0 = FIRST.selectFrom(a0, a8);
            FloatVector b1 = SECOND.selectFrom(a0, a8);
            FloatVector b2 = FIRST.selectFrom(a1, a9);
            FloatVector b3 = SECOND.selectFrom(a1, a9);
            FloatVector b4 = FIRST.selectFrom(a2, a2);
            FloatVector b5 = SECOND.selectFrom(a2, a2);
            FloatVector b6 = FIRST.selectFrom(a3, a3);
            FloatVector b7 = SECOND.selectFrom(a3, a3);
            FloatVector b8 = FIRST.selectFrom(a4, a4);
            FloatVector b9 = SECOND.selectFrom(a4, a4);
            FloatVector b10 = FIRST.selectFrom(a5, a5);
            FloatVector b11 = SECOND.selectFrom(a5, a5);
            FloatVector b12 = FIRST.selectFrom(a6, a6);
            FloatVector b13 = SECOND.selectFrom(a6, a6);
            FloatVector b14 = FIRST.selectFrom(a7, a7);
            FloatVector b15 = SECOND.selectFrom(a7, a7);
            FloatVector c0 = FIRST.selectFrom(b0, b8);
            FloatVector c1 = SECOND.selectFrom(b0, b8);
            FloatVector c2 = FIRST.selectFrom(b1, b9);
            FloatVector c3 = SECOND.selectFrom(b1, b9);
            FloatVector c4 = FIRST.selectFrom(b2, b10);
            FloatVector c5 = SECOND.selectFrom(b2, b10);
            FloatVector c6 = FIRST.selectFrom(b3, b11);
            FloatVector c7 = SECOND.selectFrom(b3, b11);
            FloatVector c8 = FIRST.selectFrom(b4, b12);
            FloatVector c9 = SECOND.selectFrom(b4, b12);
            FloatVector c10 = FIRST.selectFrom(b5, b13);
            FloatVector c11 = SECOND.selectFrom(b5, b13);
            FloatVector c12 = FIRST.selectFrom(b6, b14);
            FloatVector c13 = SECOND.selectFrom(b6, b14);
            FloatVector c14 = FIRST.selectFrom(b7, b15);
            FloatVector c15 = SECOND.selectFrom(b7, b15);
            FloatVector d0 = FIRST.selectFrom(c0, c8);
            FloatVector d1 = SECOND.selectFrom(c0, c8);
            FloatVector d2 = FIRST.selectFrom(c1, c9);
            FloatVector d3 = SECOND.selectFrom(c1, c9);
            FloatVector d4 = FIRST.selectFrom(c2, c10);
            FloatVector d5 = SECOND.selectFrom(c2, c10);
            FloatVector d6 = FIRST.selectFrom(c3, c11);
            FloatVector d7 = SECOND.selectFrom(c3, c11);
            FloatVector d8 = FIRST.selectFrom(c4, c12);
            FloatVector d9 = SECOND.selectFrom(c4, c12);
            FloatVector d10 = FIRST.selectFrom(c5, c13);
            FloatVector d11 = SECOND.selectFrom(c5, c13);
            FloatVector d12 = FIRST.selectFrom(c6, c14);
            FloatVector d13 = SECOND.selectFrom(c6, c14);
            FloatVector d14 = FIRST.selectFrom(c7, c15);
            FloatVector d15 = SECOND.selectFrom(c7, c15);
            FloatVector e0 = FIRST.selectFrom(d0, d8);
            FloatVector e1 = SECOND.selectFrom(d0, d8);
            FloatVector e2 = FIRST.selectFrom(d1, d9);
            FloatVector e3 = SECOND.selectFrom(d1, d9);
            FloatVector e4 = FIRST.selectFrom(d2, d10);
            FloatVector e5 = SECOND.selectFrom(d2, d10);
            FloatVector e6 = FIRST.selectFrom(d3, d11);
            FloatVector e7 = SECOND.selectFrom(d3, d11);
            FloatVector e8 = FIRST.selectFrom(d4, d12);
            FloatVector e9 = SECOND.selectFrom(d4, d12);
            FloatVector e10 = FIRST.selectFrom(d5, d13);
            FloatVector e11 = SECOND.selectFrom(d5, d13);
            FloatVector e12 = FIRST.selectFrom(d6, d14);
            FloatVector e13 = SECOND.selectFrom(d6, d14);
            FloatVector e14 = FIRST.selectFrom(d7, d15);
            FloatVector e15 = SECOND.selectFrom(d7, d15);
            e0.intoArray(y, to, IN_ROW);
            e1.intoArray(y, to + ldy, IN_ROW);
            e2.intoArray(y, to + 2 * ldy, IN_ROW);
            e3.intoArray(y, to + 3 * ldy, IN_ROW);
            e4.intoArray(y, to + 4 * ldy, IN_ROW);
            e5.intoArray(y, to + 5 * ldy, IN_ROW);
            e6.intoArray(y, to + 6 * ldy, IN_ROW);
            e7.intoArray(y, to + 7 * ldy, IN_ROW);
            e8.intoArray(y, to + 8 * ldy, IN_ROW);
            e9.intoArray(y, to + 9 * ldy, IN_ROW);
            e10.intoArray(y, to + 10 * ldy, IN_ROW);
            e11.intoArray(y, to + 11 * ldy, IN_ROW);
            e12.intoArray(y, to + 12 * ldy, IN_ROW);
            e13.intoArray(y, to + 13 * ldy, IN_ROW);
            e14.intoArray(y, to + 14 * ldy, IN_ROW);
            e15.intoArray(y, to + 15 * ldy, IN_ROW);
            to += GROUP * ldy;
            at += GROUP;
        }
    }
}
