package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm.Epilogue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code C = A·Bᵀ} of depth ten: the input gradient dY·Wᵀ of an output layer of ten.
 *
 * <p>A micro-tile would have ten steps of k to pay for the start and the end of its accumulators.
 * Here the registers hold an operand instead: ten rows of two vectors are all of Bᵀ for 32 columns
 * of C, and row after row of A goes over them, ten broadcasts a row. No sum waits for another, so
 * the processor has several rows under way.
 *
 * <p>For sixteen lanes and 32 registers: 20 of Bᵀ, a zero, a broadcast and the sums of a row.
 */
final class ShallowProduct {
    /** Depth of the product. */
    static final int DEPTH = 10;

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();
    private static final int NR = Blocking.NR;
    private static final FloatVector FIRST = Transposition.FIRST;
    private static final FloatVector SECOND = Transposition.SECOND;
    /** Rows of B that are transposed at once, one vector's columns of C: 16. */
    private static final int GROUP = Transposition.GROUP;
    /**
     * Rows of C between loads of another panel. More would load less, but rows of C that lie a
     * large power of two apart push each other out of the first-level cache.
     */
    private static final int ROWS = 8;
    /** Columns of C to a block of Bᵀ, which takes 10 KB of the first-level cache. */
    private static final int COLUMNS = 256;

    private final Transposition transposition;
    /** Groups of sixteen columns, ten vectors each. */
    private final float[] block = new float[DEPTH * COLUMNS];
    private final float[] edge = new float[ROWS * NR];

    /** One that shares the scratch memory of a packing. */
    ShallowProduct(Packing packing) {
        transposition = packing.transposition();
    }

    /** Arguments as in {@link ProductLoops#multiply}, with the part's own start in each array. */
    void multiply(
            float[] c, int c0, int ldc, float[] a, int a0, int lda, float[] b, int b0, int ldb,
            int row, int m, int column, int n, Epilogue epilogue) {
        for (int jc = 0; jc < n; jc += COLUMNS) {
            int columns = Math.min(COLUMNS, n - jc);
            transpose(b, b0 + jc * ldb, ldb, columns);
            for (int ir = 0; ir < m; ir += ROWS) {
                int rows = Math.min(ROWS, m - ir);
                int to = c0 + ir * ldc + jc;
                strip(c, to, ldc, a, a0 + ir * lda, lda, rows, columns);
                epilogue.apply(c, to, ldc, row + ir, rows, column + jc, columns);
            }
        }
    }

    private void strip(
            float[] c, int c0, int ldc, float[] a, int a0, int lda, int rows, int columns) {
        int whole = columns / NR * NR;
        for (int j = 0; j < whole; j += NR) {
            panel(c, c0 + j, ldc, a, a0, lda, rows, block, j * DEPTH);
        }
        if (whole < columns) {
            panel(edge, 0, NR, a, a0, lda, rows, block, whole * DEPTH);
            Rows.copy(edge, 0, NR, c, c0 + whole, ldc, rows, columns - whole);
        }
    }

    /** Two groups of columns of C: {@code C[i][j] = Σ A[i][p]·Bᵀ[p][j]}. */
    private static void panel(
            float[] c, int c0, int ldc, float[] a, int a0, int lda, int rows, float[] w, int w0) {
        FloatVector l0 = FloatVector.fromArray(LANES, w, w0);
        FloatVector l1 = FloatVector.fromArray(LANES, w, w0 + N);
        FloatVector l2 = FloatVector.fromArray(LANES, w, w0 + 2 * N);
        FloatVector l3 = FloatVector.fromArray(LANES, w, w0 + 3 * N);
        FloatVector l4 = FloatVector.fromArray(LANES, w, w0 + 4 * N);
        FloatVector l5 = FloatVector.fromArray(LANES, w, w0 + 5 * N);
        FloatVector l6 = FloatVector.fromArray(LANES, w, w0 + 6 * N);
        FloatVector l7 = FloatVector.fromArray(LANES, w, w0 + 7 * N);
        FloatVector l8 = FloatVector.fromArray(LANES, w, w0 + 8 * N);
        FloatVector l9 = FloatVector.fromArray(LANES, w, w0 + 9 * N);
        FloatVector r0 = FloatVector.fromArray(LANES, w, w0 + 10 * N);
        FloatVector r1 = FloatVector.fromArray(LANES, w, w0 + 11 * N);
        FloatVector r2 = FloatVector.fromArray(LANES, w, w0 + 12 * N);
        FloatVector r3 = FloatVector.fromArray(LANES, w, w0 + 13 * N);
        FloatVector r4 = FloatVector.fromArray(LANES, w, w0 + 14 * N);
        FloatVector r5 = FloatVector.fromArray(LANES, w, w0 + 15 * N);
        FloatVector r6 = FloatVector.fromArray(LANES, w, w0 + 16 * N);
        FloatVector r7 = FloatVector.fromArray(LANES, w, w0 + 17 * N);
        FloatVector r8 = FloatVector.fromArray(LANES, w, w0 + 18 * N);
        FloatVector r9 = FloatVector.fromArray(LANES, w, w0 + 19 * N);
        FloatVector zero = FloatVector.broadcast(LANES, 0f);
        int p = a0;
        int to = c0;
        for (int i = 0; i < rows; i++) {
            FloatVector x0 = FloatVector.broadcast(LANES, a[p]);
            FloatVector left = x0.fma(l0, zero);
            FloatVector right = x0.fma(r0, zero);
            FloatVector x1 = FloatVector.broadcast(LANES, a[p + 1]);
            left = x1.fma(l1, left);
            right = x1.fma(r1, right);
            FloatVector x2 = FloatVector.broadcast(LANES, a[p + 2]);
            left = x2.fma(l2, left);
            right = x2.fma(r2, right);
            FloatVector x3 = FloatVector.broadcast(LANES, a[p + 3]);
            left = x3.fma(l3, left);
            right = x3.fma(r3, right);
            FloatVector x4 = FloatVector.broadcast(LANES, a[p + 4]);
            left = x4.fma(l4, left);
            right = x4.fma(r4, right);
            FloatVector x5 = FloatVector.broadcast(LANES, a[p + 5]);
            left = x5.fma(l5, left);
            right = x5.fma(r5, right);
            FloatVector x6 = FloatVector.broadcast(LANES, a[p + 6]);
            left = x6.fma(l6, left);
            right = x6.fma(r6, right);
            FloatVector x7 = FloatVector.broadcast(LANES, a[p + 7]);
            left = x7.fma(l7, left);
            right = x7.fma(r7, right);
            FloatVector x8 = FloatVector.broadcast(LANES, a[p + 8]);
            left = x8.fma(l8, left);
            right = x8.fma(r8, right);
            FloatVector x9 = FloatVector.broadcast(LANES, a[p + 9]);
            left = x9.fma(l9, left);
            right = x9.fma(r9, right);
            left.intoArray(c, to);
            right.intoArray(c, to + N);
            p += lda;
            to += ldc;
        }
    }

    /** Puts rows of B into {@link #block} as columns. */
    private void transpose(float[] b, int b0, int ldb, int columns) {
        int inside = Math.min(columns, Rows.fitting(b, b0, ldb, N)) / GROUP;
        for (int g = 0; g < inside; g++) {
            transposeGroup(block, g * GROUP * DEPTH, b, b0 + g * GROUP * ldb, ldb);
        }
        for (int j = inside * GROUP; j < columns; j += GROUP) {
            int rows = Math.min(GROUP, columns - j);
            transposition.toGroup(block, j * DEPTH, N, b, b0 + j * ldb, ldb, rows, DEPTH);
        }
    }

    /**
     * The shuffles of {@link Transposition} for rows that are read whole vectors at a time, without
     * those of which only the last six lanes of a row would come. One group a call: the JVM compiles
     * what is called often, and a product has few groups.
     */
    private static void transposeGroup(float[] to, int t, float[] w, int x, int ldw) {
        FloatVector a0 = FloatVector.fromArray(LANES, w, x);
        FloatVector a1 = FloatVector.fromArray(LANES, w, x + ldw);
        FloatVector a2 = FloatVector.fromArray(LANES, w, x + 2 * ldw);
        FloatVector a3 = FloatVector.fromArray(LANES, w, x + 3 * ldw);
        FloatVector a4 = FloatVector.fromArray(LANES, w, x + 4 * ldw);
        FloatVector a5 = FloatVector.fromArray(LANES, w, x + 5 * ldw);
        FloatVector a6 = FloatVector.fromArray(LANES, w, x + 6 * ldw);
        FloatVector a7 = FloatVector.fromArray(LANES, w, x + 7 * ldw);
        FloatVector a8 = FloatVector.fromArray(LANES, w, x + 8 * ldw);
        FloatVector a9 = FloatVector.fromArray(LANES, w, x + 9 * ldw);
        FloatVector a10 = FloatVector.fromArray(LANES, w, x + 10 * ldw);
        FloatVector a11 = FloatVector.fromArray(LANES, w, x + 11 * ldw);
        FloatVector a12 = FloatVector.fromArray(LANES, w, x + 12 * ldw);
        FloatVector a13 = FloatVector.fromArray(LANES, w, x + 13 * ldw);
        FloatVector a14 = FloatVector.fromArray(LANES, w, x + 14 * ldw);
        FloatVector a15 = FloatVector.fromArray(LANES, w, x + 15 * ldw);
        FloatVector b0 = FIRST.selectFrom(a0, a8);
        FloatVector b1 = SECOND.selectFrom(a0, a8);
        FloatVector b2 = FIRST.selectFrom(a1, a9);
        FloatVector b3 = SECOND.selectFrom(a1, a9);
        FloatVector b4 = FIRST.selectFrom(a2, a10);
        FloatVector b5 = SECOND.selectFrom(a2, a10);
        FloatVector b6 = FIRST.selectFrom(a3, a11);
        FloatVector b7 = SECOND.selectFrom(a3, a11);
        FloatVector b8 = FIRST.selectFrom(a4, a12);
        FloatVector b9 = SECOND.selectFrom(a4, a12);
        FloatVector b10 = FIRST.selectFrom(a5, a13);
        FloatVector b11 = SECOND.selectFrom(a5, a13);
        FloatVector b12 = FIRST.selectFrom(a6, a14);
        FloatVector b13 = SECOND.selectFrom(a6, a14);
        FloatVector b14 = FIRST.selectFrom(a7, a15);
        FloatVector b15 = SECOND.selectFrom(a7, a15);
        FloatVector c0 = FIRST.selectFrom(b0, b8);
        FloatVector c1 = SECOND.selectFrom(b0, b8);
        FloatVector c2 = FIRST.selectFrom(b1, b9);
        FloatVector c4 = FIRST.selectFrom(b2, b10);
        FloatVector c5 = SECOND.selectFrom(b2, b10);
        FloatVector c6 = FIRST.selectFrom(b3, b11);
        FloatVector c8 = FIRST.selectFrom(b4, b12);
        FloatVector c9 = SECOND.selectFrom(b4, b12);
        FloatVector c10 = FIRST.selectFrom(b5, b13);
        FloatVector c12 = FIRST.selectFrom(b6, b14);
        FloatVector c13 = SECOND.selectFrom(b6, b14);
        FloatVector c14 = FIRST.selectFrom(b7, b15);
        FloatVector d0 = FIRST.selectFrom(c0, c8);
        FloatVector d1 = SECOND.selectFrom(c0, c8);
        FloatVector d2 = FIRST.selectFrom(c1, c9);
        FloatVector d3 = SECOND.selectFrom(c1, c9);
        FloatVector d4 = FIRST.selectFrom(c2, c10);
        FloatVector d8 = FIRST.selectFrom(c4, c12);
        FloatVector d9 = SECOND.selectFrom(c4, c12);
        FloatVector d10 = FIRST.selectFrom(c5, c13);
        FloatVector d11 = SECOND.selectFrom(c5, c13);
        FloatVector d12 = FIRST.selectFrom(c6, c14);
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
        e0.intoArray(to, t);
        e1.intoArray(to, t + N);
        e2.intoArray(to, t + 2 * N);
        e3.intoArray(to, t + 3 * N);
        e4.intoArray(to, t + 4 * N);
        e5.intoArray(to, t + 5 * N);
        e6.intoArray(to, t + 6 * N);
        e7.intoArray(to, t + 7 * N);
        e8.intoArray(to, t + 8 * N);
        e9.intoArray(to, t + 9 * N);
    }
}
