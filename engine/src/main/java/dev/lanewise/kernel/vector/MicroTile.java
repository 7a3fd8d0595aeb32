package dev.lanewise.kernel.vector;

/**
 * The innermost loop of the matrix product: one tile of C held in registers over a block of k.
 *
 * <p>Contract: {@code C[i][j] = fma(A[i][p], B[p][j], C[i][j])} for p = 0 … depth - 1 in this
 * order, for all rows i and columns j of the tile. The accumulators start from C where
 * {@code fromC}, and otherwise from zero without reading C.
 *
 * <ul>
 *   <li>C: row i at {@code c0 + i·ldc}, read and written in full, whatever {@code rows} says.
 *   <li>A: {@code A[i][p]} at {@code a0 + i·aRow + p·aColumn} for i &lt; {@code rows}. Where
 *       {@link Blocking#packsA}, it is a packed strip instead, in full, and the two steps are not
 *       used.
 *   <li>B: row p at {@code b0 + p·bStep}, packed or not.
 * </ul>
 */
abstract class MicroTile {
    abstract void run(
            float[] c,
            int c0,
            int ldc,
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            int rows,
            float[] b,
            int b0,
            int bStep,
            int depth,
            boolean fromC);
}
