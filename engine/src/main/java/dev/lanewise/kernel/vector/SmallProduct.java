package dev.lanewise.kernel.vector;

/**
 * A product so small that what the loops of {@link ProductLoops} do around their tiles would take
 * longer than its sums ({@link Blocking#isSmall}): one panel, strip by strip, with nothing written
 * to fields.
 *
 * <p>A tile reads and writes whole vectors. Where rows are shorter and an array ends with them,
 * they are copied to scratch memory, as close together as they can be, so that mostly one copy is
 * enough for all; and a row of C begins where the tile has written too much of the one before.
 */
final class SmallProduct {
    /** Floats of the largest B and C: 4 KB of scratch memory for each. */
    static final int LARGEST = 1024;
    /** The same of a B that lies transposed, as it is transposed value by value. */
    static final int LARGEST_TRANSPOSED = 256;

    private static final int SCRATCH = LARGEST + MicroTile.STRIP * Blocking.NR;

    private final MicroTile tall = new MicroTile8x2();
    private final MicroTile few = new MicroTile4x2();
    private final MicroTile narrow = new MicroTile8x1();
    private final float[] operand = new float[SCRATCH];
    private final float[] result = new float[SCRATCH];

    /** Arguments as in {@link dev.lanewise.kernel.Sgemm}; n is at most the columns of a panel. */
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
        int width = n <= narrow.columns() ? narrow.columns() : Blocking.NR;
        float[] x = c;
        int x0 = cOffset;
        int ldx = ldc;
        boolean apart = n < width;
        if (apart) {
            x = result;
            x0 = 0;
            ldx = n;
        }
        float[] y = b;
        int y0 = bOffset;
        int ldy = ldb;
        if (bT || y0 + (k - 1) * ldb + width > b.length) {
            y = operand;
            y0 = 0;
            ldy = n;
            if (bT) {
                transpose(b, bOffset, ldb, operand, n, k);
            } else {
                copy(b, bOffset, ldb, operand, 0, n, k, n);
            }
        }
        int aRow = aT ? 1 : lda;
        int aColumn = aT ? lda : 1;
        for (int i = 0; i < m; i += MicroTile.STRIP) {
            int rows = Math.min(MicroTile.STRIP, m - i);
            if (apart && accumulate) { // after the strip before, which has written too much
                copy(c, cOffset + i * ldc, ldc, result, i * n, n, rows, n);
            }
            MicroTile tile = n <= narrow.columns() ? narrow : rows <= few.rows() ? few : tall;
            tile.run(x, x0 + i * ldx, ldx, rows, a, aOffset + i * aRow, aRow, aColumn, y, y0, ldy,
                    k, accumulate);
        }
        if (apart) {
            copy(result, 0, n, c, cOffset, ldc, m, n);
        }
    }

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
