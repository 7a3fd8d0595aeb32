package dev.lanewise.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A single row times a transposed matrix, {@code c = x·Bᵀ}: one sum along each row of B, with the
 * rows along the lanes.
 *
 * <p>Every sum is in ascending k, so blocks of eight rows by eight values are transposed in
 * registers, by the shuffles of {@link EightRows}, and used at once: 24 shuffles for eight
 * multiply-adds, which is what it costs. Each multiply-add waits for the one before; two blocks below
 * each other are computed side by side meanwhile.
 *
 * <p>For sixteen lanes and 32 registers, of which it uses the half that eight lanes take.
 */
final class RowDots {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final int N = EightRows.COUNT;
    /** Rows of B at a time. */
    private static final int ROWS = 2 * N;

    private final float[] sums = new float[ROWS];

    /** {@code c[c0 + j] (+)= Σ x[x0 + p] · b[b0 + j·ldb + p]} for j &lt; n. */
    void run(
            float[] c, int c0, float[] x, int x0, float[] b, int b0, int ldb, int n, int k,
            boolean accumulate) {
        int whole = k / N * N;
        for (int j = 0; j < n; j += ROWS) {
            int rows = Math.min(ROWS, n - j);
            int from = b0 + j * ldb;
            if (accumulate) {
                System.arraycopy(c, c0 + j, sums, 0, rows);
            } else {
                Arrays.fill(sums, 0);
            }
            sixteen(sums, x, x0, b, from, ldb, rows - 1, whole);
            if (whole < k) {
                addRest(sums, x, x0, b, from, ldb, rows, whole, k);
            }
            System.arraycopy(sums, 0, c, c0 + j, rows);
        }
    }

    /** The last steps of k, fewer than eight. */
    private static void addRest(
            float[] s, float[] x, int x0, float[] b, int b0, int ldb, int rows, int from, int k) {
        for (int i = 0; i < rows; i++) {
            for (int p = from; p < k; p++) {
                s[i] = Math.fma(x[x0 + p], b[b0 + i * ldb + p], s[i]);
            }
        }
    }

    /** Sixteen rows; those beyond the last one repeat it. */
    private static void sixteen(
            float[] s, float[] x, int x0, float[] w, int w0, int ldw, int last, int depth) {
        int w1 = w0 + Math.min(1, last) * ldw;
        int w2 = w0 + Math.min(2, last) * ldw;
        int w3 = w0 + Math.min(3, last) * ldw;
        int w4 = w0 + Math.min(4, last) * ldw;
        int w5 = w0 + Math.min(5, last) * ldw;
        int w6 = w0 + Math.min(6, last) * ldw;
        int w7 = w0 + Math.min(7, last) * ldw;
        int w8 = w0 + Math.min(8, last) * ldw;
        int w9 = w0 + Math.min(9, last) * ldw;
        int w10 = w0 + Math.min(10, last) * ldw;
        int w11 = w0 + Math.min(11, last) * ldw;
        int w12 = w0 + Math.min(12, last) * ldw;
        int w13 = w0 + Math.min(13, last) * ldw;
        int w14 = w0 + Math.min(14, last) * ldw;
        int w15 = w0 + Math.min(15, last) * ldw;
        FloatVector upper = FloatVector.fromArray(LANES, s, 0);
        FloatVector lower = FloatVector.fromArray(LANES, s, N);
        for (int p = 0; p < depth; p += N) {
            int q = x0 + p;
            FloatVector a0 = FloatVector.fromArray(LANES, w, w0 + p);
            FloatVector a1 = FloatVector.fromArray(LANES, w, w1 + p);
            FloatVector a2 = FloatVector.fromArray(LANES, w, w2 + p);
            FloatVector a3 = FloatVector.fromArray(LANES, w, w3 + p);
            FloatVector a4 = FloatVector.fromArray(LANES, w, w4 + p);
            FloatVector a5 = FloatVector.fromArray(LANES, w, w5 + p);
            FloatVector a6 = FloatVector.fromArray(LANES, w, w6 + p);
            FloatVector a7 = FloatVector.fromArray(LANES, w, w7 + p);
            FloatVector b0 = EightRows.FIRST.selectFrom(a0, a4);
            FloatVector b1 = EightRows.SECOND.selectFrom(a0, a4);
            FloatVector b2 = EightRows.FIRST.selectFrom(a1, a5);
            FloatVector b3 = EightRows.SECOND.selectFrom(a1, a5);
            FloatVector b4 = EightRows.FIRST.selectFrom(a2, a6);
            FloatVector b5 = EightRows.SECOND.selectFrom(a2, a6);
            FloatVector b6 = EightRows.FIRST.selectFrom(a3, a7);
            FloatVector b7 = EightRows.SECOND.selectFrom(a3, a7);
            FloatVector c0 = EightRows.FIRST.selectFrom(b0, b4);
            FloatVector c1 = EightRows.SECOND.selectFrom(b0, b4);
            FloatVector c2 = EightRows.FIRST.selectFrom(b1, b5);
            FloatVector c3 = EightRows.SECOND.selectFrom(b1, b5);
            FloatVector c4 = EightRows.FIRST.selectFrom(b2, b6);
            FloatVector c5 = EightRows.SECOND.selectFrom(b2, b6);
            FloatVector c6 = EightRows.FIRST.selectFrom(b3, b7);
            FloatVector c7 = EightRows.SECOND.selectFrom(b3, b7);
            FloatVector d0 = EightRows.FIRST.selectFrom(c0, c4);
            FloatVector d1 = EightRows.SECOND.selectFrom(c0, c4);
            FloatVector d2 = EightRows.FIRST.selectFrom(c1, c5);
            FloatVector d3 = EightRows.SECOND.selectFrom(c1, c5);
            FloatVector d4 = EightRows.FIRST.selectFrom(c2, c6);
            FloatVector d5 = EightRows.SECOND.selectFrom(c2, c6);
            FloatVector d6 = EightRows.FIRST.selectFrom(c3, c7);
            FloatVector d7 = EightRows.SECOND.selectFrom(c3, c7);
            upper = FloatVector.broadcast(LANES, x[q]).fma(d0, upper);
            upper = FloatVector.broadcast(LANES, x[q + 1]).fma(d1, upper);
            upper = FloatVector.broadcast(LANES, x[q + 2]).fma(d2, upper);
            upper = FloatVector.broadcast(LANES, x[q + 3]).fma(d3, upper);
            upper = FloatVector.broadcast(LANES, x[q + 4]).fma(d4, upper);
            upper = FloatVector.broadcast(LANES, x[q + 5]).fma(d5, upper);
            upper = FloatVector.broadcast(LANES, x[q + 6]).fma(d6, upper);
            upper = FloatVector.broadcast(LANES, x[q + 7]).fma(d7, upper);
            FloatVector e0 = FloatVector.fromArray(LANES, w, w8 + p);
            FloatVector e1 = FloatVector.fromArray(LANES, w, w9 + p);
            FloatVector e2 = FloatVector.fromArray(LANES, w, w10 + p);
            FloatVector e3 = FloatVector.fromArray(LANES, w, w11 + p);
            FloatVector e4 = FloatVector.fromArray(LANES, w, w12 + p);
            FloatVector e5 = FloatVector.fromArray(LANES, w, w13 + p);
            FloatVector e6 = FloatVector.fromArray(LANES, w, w14 + p);
            FloatVector e7 = FloatVector.fromArray(LANES, w, w15 + p);
            FloatVector f0 = EightRows.FIRST.selectFrom(e0, e4);
            FloatVector f1 = EightRows.SECOND.selectFrom(e0, e4);
            FloatVector f2 = EightRows.FIRST.selectFrom(e1, e5);
            FloatVector f3 = EightRows.SECOND.selectFrom(e1, e5);
            FloatVector f4 = EightRows.FIRST.selectFrom(e2, e6);
            FloatVector f5 = EightRows.SECOND.selectFrom(e2, e6);
            FloatVector f6 = EightRows.FIRST.selectFrom(e3, e7);
            FloatVector f7 = EightRows.SECOND.selectFrom(e3, e7);
            FloatVector g0 = EightRows.FIRST.selectFrom(f0, f4);
            FloatVector g1 = EightRows.SECOND.selectFrom(f0, f4);
            FloatVector g2 = EightRows.FIRST.selectFrom(f1, f5);
            FloatVector g3 = EightRows.SECOND.selectFrom(f1, f5);
            FloatVector g4 = EightRows.FIRST.selectFrom(f2, f6);
            FloatVector g5 = EightRows.SECOND.selectFrom(f2, f6);
            FloatVector g6 = EightRows.FIRST.selectFrom(f3, f7);
            FloatVector g7 = EightRows.SECOND.selectFrom(f3, f7);
            FloatVector h0 = EightRows.FIRST.selectFrom(g0, g4);
            FloatVector h1 = EightRows.SECOND.selectFrom(g0, g4);
            FloatVector h2 = EightRows.FIRST.selectFrom(g1, g5);
            FloatVector h3 = EightRows.SECOND.selectFrom(g1, g5);
            FloatVector h4 = EightRows.FIRST.selectFrom(g2, g6);
            FloatVector h5 = EightRows.SECOND.selectFrom(g2, g6);
            FloatVector h6 = EightRows.FIRST.selectFrom(g3, g7);
            FloatVector h7 = EightRows.SECOND.selectFrom(g3, g7);
            lower = FloatVector.broadcast(LANES, x[q]).fma(h0, lower);
            lower = FloatVector.broadcast(LANES, x[q + 1]).fma(h1, lower);
            lower = FloatVector.broadcast(LANES, x[q + 2]).fma(h2, lower);
            lower = FloatVector.broadcast(LANES, x[q + 3]).fma(h3, lower);
            lower = FloatVector.broadcast(LANES, x[q + 4]).fma(h4, lower);
            lower = FloatVector.broadcast(LANES, x[q + 5]).fma(h5, lower);
            lower = FloatVector.broadcast(LANES, x[q + 6]).fma(h6, lower);
            lower = FloatVector.broadcast(LANES, x[q + 7]).fma(h7, lower);
        }
        upper.intoArray(s, 0);
        lower.intoArray(s, N);
    }
}
