package dev.lanewise.kernel.vector;

/**
 * The innermost loop of the matrix product: one tile of C held in registers over a block of k.
 *
 * <p>Contract: {@code C[i][j] = fma(A[i][p], B[p][j], C[i][j])} for p = 0 … depth - 1 in this
 * order, for i &lt; {@code rows} and all columns j of the tile. The accumulators start from C where
 * {@code fromC}, and otherwise from zero without reading C.
 *
 * <ul>
 *   <li>C: row i at {@code c0 + i·ldc}, its columns in full.
 *   <li>A: {@code A[i][p]} at {@code a0 + i·aRow + p·aColumn}. A packed strip has {@code aRow} 1
 *       and {@code aColumn} {@link #STRIP}; the low tiles, of 5 rows, read no other and from an
 *       {@code a0} of 0, and in it rows beyond {@code rows} repeat the last. Those of
 *       8 rows by two vectors read either rows or columns of A.
 *   <li>B: row p at {@code b0 + p·bStep}, packed or not; packed for {@link MicroTile8x2Columns}.
 *   <li>{@code depth} is at most {@link #DEEPEST}.
 * </ul>
 *
 * <p>Rows of C are written in ascending order, after all of C that is read was read: a row may begin
 * inside the vectors of the one before. {@link MicroTile8x2Columns} alone writes them in descending
 * order.
 *
 * <p>{@link MicroTile10x2} and {@link MicroTile10x1} serve {@link TenColumns} alone and fix some of it.
 *
 * <p>A tile always computes all of its rows. Those from {@code rows} on repeat the last one in all
 * they read, and so write there what it wrote; the tiles of 8 rows by two vectors say what they do.
 *
 * <p>Tiles have no state. There is one of each, held by its own class as a {@code MicroTile}: so the
 * JVM loads and checks the long code of a tile when a product first takes it, and most programs need
 * few of the dozen.
 */
abstract class MicroTile {
    /** Values a step of k in a packed strip of A: the rows of the tallest tile. */
    static final int STRIP = 8;
    /** Rows of the low tiles. */
    static final int LOW = 5;
    /**
     * Steps of k in the deepest block. C2 runs a counted loop in stretches of a thousand steps
     * ({@code LoopStripMiningIter}), which takes two general registers, unless it sees that there
     * are fewer; under the serial and the parallel collector it runs it at once.
     */
    static final int DEEPEST = 512;

    /** Rows of the tile. */
    abstract int rows();

    /** Columns of the tile, whole vectors. */
    abstract int columns();

    abstract void run(
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
            boolean fromC);
}
