package dev.lanewise.kernel.vector;

/**
 * A product so small that what the loops of {@link ProductLoops} do around their tiles would show
 * ({@link Blocking#isSmall}): nothing is packed, no field is written, and panel after panel of B
 * stays in the first-level cache while all strips of A pass by.
 *
 * <p>Tiles read and write whole vectors. The last panel of C reaches back over columns before it,
 * whose sums are the same again. A C of fewer columns than its tile is computed in scratch memory,
 * its rows as close together as they can be, so that mostly one copy is enough for all; there a row
 * begins where the tile has written too much of the one before. B is copied in the same way where
 * its array ends with it.
 */
final class SmallProduct {
    private static final int N = Lanes.COUNT;
    private static final int NR = Blocking.NR;

    private final float[] operand = new float[Blocking.SMALL_PANEL + NR];
    private final float[] result = new float[Blocking.SMALL_PANEL + NR];

    /** Arguments as in {@link dev.lanewise.kernel.Sgemm}. */
    void multiply(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            boolean aT,
            float[] b,
            int bOffset,
            int ldb,
            boolean bT,
            int m,
            int n,
            int k,
            boolean accumulate) {
        int aRow = aT ? 1 : lda;
        int aColumn = aT ? lda : 1;
        int width = Packing.panelWidth(n);
        if (bT || n < width) {
            apart(c, cOffset, ldc, a, aOffset, aRow, aColumn, b, bOffset, ldb, bT, m, n, width, k,
                    accumulate);
            return;
        }
        if (n == N) {
            panel(c, cOffset, ldc, a, aOffset, aRow, aColumn, b, bOffset, ldb, m, n, 1, k,
                    accumulate);
            return;
        }
        int j = 0;
        while (n - j >= NR || n - j > 0 && !accumulate) {
            int vectors = Tiles.vectors(j, n, accumulate);
            int end = Math.min(n, j + vectors * N);
            panel(c, cOffset, ldc, a, aOffset, aRow, aColumn, b, bOffset, ldb, m, end, vectors, k,
                    accumulate);
            j = end;
        }
        if (j < n) {
            goingOn(c, cOffset, ldc, a, aOffset, aRow, aColumn, b, bOffset, ldb, m, n, n - j, k);
        }
    }

    /** All rows of a panel of so many vectors that ends before a column. */
    private static void panel(
            float[] c, int c0, int ldc, float[] a, int a0, int aRow, int aColumn, float[] b, int b0,
            int ldb, int m, int end, int vectors, int k, boolean fromC) {
        int column = end - vectors * N;
        for (int i = 0, rows; i < m; i += rows) {
            MicroTile tile = tile(vectors, m - i);
            rows = Math.min(tile.rows(), m - i);
            tile.run(c, c0 + i * ldc + column, ldc, rows, a, a0 + i * aRow, aRow, aColumn, b,
                    b0 + column, ldb, k, fromC);
        }
    }

    private static MicroTile tile(int vectors, int rowsLeft) {
        return vectors == 1 ? MicroTile8x1.INSTANCE : Tiles.tile(vectors, rowsLeft);
    }

    /**
     * The last columns, fewer than two vectors, where sums go on from C: strip by strip in scratch
     * memory.
     */
    private void goingOn(
            float[] c, int c0, int ldc, float[] a, int a0, int aRow, int aColumn, float[] b, int b0,
            int ldb, int m, int n, int left, int k) {
        int before = NR - left;
        for (int i = 0, rows; i < m; i += rows) {
            MicroTile tile = Tiles.tile(2, m - i);
            rows = Math.min(tile.rows(), m - i);
            int at = c0 + i * ldc + n - left;
            Rows.copy(c, at, ldc, result, before, NR, rows, left);
            tile.run(result, 0, NR, rows, a, a0 + i * aRow, aRow, aColumn, b, b0 + n - NR, ldb, k,
                    true);
            Rows.copy(result, before, NR, c, at, ldc, rows, left);
        }
    }

    /** A product of a single panel of such a width, in scratch memory where its rows are short. */
    private void apart(
            float[] c, int c0, int ldc, float[] a, int a0, int aRow, int aColumn, float[] b, int b0,
            int ldb, boolean bT, int m, int n, int width, int k, boolean accumulate) {
        boolean inPlace = !bT && b0 + (k - 1) * ldb <= b.length - width;
        if (bT) {
            transpose(b, b0, ldb, operand, n, k);
        } else if (!inPlace) {
            copy(b, b0, ldb, operand, 0, n, k, n);
        }
        float[] y = inPlace ? b : operand;
        int y0 = inPlace ? b0 : 0;
        int ldy = inPlace ? ldb : n;
        for (int i = 0, rows; i < m; i += rows) {
            MicroTile tile = tile(width / N, m - i);
            rows = Math.min(tile.rows(), m - i);
            if (accumulate) { // after the strip before, which has written too much
                copy(c, c0 + i * ldc, ldc, result, i * n, n, rows, n);
            }
            tile.run(result, i * n, n, rows, a, a0 + i * aRow, aRow, aColumn, y, y0, ldy, k,
                    accumulate);
        }
        copy(result, 0, n, c, c0, ldc, m, n);
    }

    /** Rows that mostly lie as one run, which {@link Rows#copy} would not see. */
    private static void copy(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        if (fStep == width && tStep == width) {
            System.arraycopy(from, f0, to, t0, rows * width);
            return;
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, f0 + i * fStep, to, t0 + i * tStep, width);
        }
    }

    /** {@code to[p·rows + j] = x[x0 + j·ldx + p]}. */
    private static void transpose(float[] x, int x0, int ldx, float[] to, int rows, int columns) {
        for (int j = 0; j < rows; j++) {
            int from = x0 + j * ldx;
            for (int p = 0; p < columns; p++) {
                to[p * rows + j] = x[from + p];
            }
        }
    }
}
