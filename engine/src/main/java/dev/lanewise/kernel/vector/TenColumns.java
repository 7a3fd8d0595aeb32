package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm.Epilogue;

/**
 * A C of ten columns, {@code A·B}: an output layer of ten.
 *
 * <p>C is computed as its transpose, with its rows along the lanes: two vectors of rows times ten
 * columns are twenty sums in registers, and a step of k takes ten broadcasts for twenty
 * multiply-adds, where a tile of C as it lies takes one for each, six lanes of sixteen in vain. A is
 * transposed into a panel that stays in the first-level cache, and the sums are transposed back when
 * they are complete.
 *
 * <p>For sixteen lanes and 32 registers.
 */
final class TenColumns {
    /** Columns of C. */
    static final int COLUMNS = 10;

    private static final int N = Lanes.COUNT;
    private static final int NR = Blocking.NR;
    /** Rows of A or C that {@link Transposition} takes side by side: 16. */
    private static final int GROUP = Transposition.GROUP;
    /** Rows of C whose sums lie transposed at a time: 20 KB, so many in a row of Cᵀ. */
    static final int ROWS = 512;
    /** Steps of k at a time: 16 KB of a panel of A. */
    private static final int DEPTH = 128;

    private final Packing packing;
    private final float[] panel = new float[DEPTH * NR];
    private final float[] sums = new float[COLUMNS * ROWS];
    /** For the last rows of C, if they are fewer than {@link TenRows} takes. */
    private final float[] group = new float[TenRows.STEP * GROUP];

    // The product that is being computed.
    private float[] a;
    private int lda;
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
            float[] c, int c0, int ldc, float[] a, int a0, int lda, float[] b, int b0, int ldb,
            int row, int m, int column, int k, boolean accumulate, Epilogue epilogue) {
        this.a = a;
        this.lda = lda;
        this.b = b;
        this.b0 = b0;
        this.ldb = ldb;
        this.k = k;
        try {
            for (int i = 0; i < m; i += ROWS) {
                int rows = Math.min(ROWS, m - i);
                block(c, c0 + i * ldc, ldc, a0 + i * lda, rows, accumulate);
                epilogue.apply(c, c0 + i * ldc, ldc, row + i, rows, column, COLUMNS);
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
            for (int i = 0; i < rows; i += NR) {
                panel(a0 + i * lda + p, i, Math.min(NR, rows - i), b0 + p * ldb, depth,
                        accumulate || p > 0);
            }
        }
        packing.transpose(c, c0, ldc, sums, 0, ROWS, COLUMNS, rows, group);
    }

    /** Steps of k for two vectors of rows, or what is left of them. */
    private void panel(int a0, int at, int rows, int b0, int depth, boolean fromSums) {
        pack(a0, rows, depth);
        MicroTile tile = rows > N ? MicroTile10x2.INSTANCE : MicroTile10x1.INSTANCE;
        tile.run(sums, at, ROWS, COLUMNS, b, b0, 1, ldb, panel, 0, NR, depth, fromSums);
    }

    /** Rows of Aᵀ into the panel, one below the other; beyond the last one anything. */
    private void pack(int from, int rows, int depth) {
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
}
