package dev.lanewise.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A single row times a transposed matrix, {@code c = x·Bᵀ}: one sum along each row of B, with the
 * rows along the lanes.
 *
 * <p>Every sum is in ascending k, so blocks of eight rows by eight values are transposed in
 * registers and used at once. Loads do a third of it: with rows 0 to 3 read four values ahead of rows
 * 4 to 7, the halves that are to stand side by side lie in different halves of their vectors, and a
 * blend puts them together, which the ports of shuffles and multiply-adds have no part in. A vector
 * that was read ahead serves two steps. What is left are four by four values in each half, 16
 * shuffles for eight multiply-adds.
 *
 * <p>Each multiply-add waits for the one before; two blocks below each other are computed side by
 * side meanwhile.
 *
 * <p>For sixteen lanes and 32 registers, of which it uses the half that eight lanes take.
 */
final class RowDots {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final int N = EightRows.COUNT;
    private static final int HALF = N / 2;
    /** Rows of B at a time. */
    private static final int ROWS = 2 * N;

    private static final VectorMask<Float> UPPER =
            VectorMask.fromLong(LANES, (1L << N) - (1L << HALF));
    // the first two lanes of each half of two vectors in turn, and the last two; the same with the
    // halves in exchange
    private static final FloatVector FIRST = interleaving(0, 0);
    private static final FloatVector SECOND = interleaving(2, 0);
    private static final FloatVector FIRST_EXCHANGED = interleaving(0, HALF);
    private static final FloatVector SECOND_EXCHANGED = interleaving(2, HALF);
    /** The halves of a vector in exchange, as selectFrom wants them. */
    private static final FloatVector EXCHANGED = FloatVector.fromArray(
            LANES, new float[] {4, 5, 6, 7, 0, 1, 2, 3}, 0);

    private final float[] sums = new float[ROWS];

    private static FloatVector interleaving(int start, int exchange) {
        float[] lanes = new float[N];
        for (int i = 0; i < N; i++) {
            lanes[i] = (i / HALF * HALF ^ exchange) + start + i % HALF / 2 + i % 2 * N;
        }
        return FloatVector.fromArray(LANES, lanes, 0);
    }

    /** {@code c[c0 + j] (+)= Σ x[x0 + p] · b[b0 + j·ldb + p]} for j &lt; n. */
    void run(
            float[] c, int c0, float[] x, int x0, float[] b, int b0, int ldb, int n, int k,
            boolean accumulate) {
        boolean clashing = Blocking.clash(ldb);
        int step = clashing ? N : ROWS; // a set of the first-level cache holds eight lines
        for (int j = 0; j < n; j += step) {
            int rows = Math.min(step, n - j);
            int from = b0 + j * ldb;
            int depth = depth(b.length, from, ldb, rows - 1, k);
            if (accumulate) {
                System.arraycopy(c, c0 + j, sums, 0, rows);
            } else {
                Arrays.fill(sums, 0);
            }
            if (clashing) {
                eight(sums, x, x0, b, from, ldb, rows - 1, depth);
            } else {
                sixteen(sums, x, x0, b, from, ldb, rows - 1, depth);
            }
            if (depth < k) {
                addRest(sums, x, x0, b, from, ldb, rows, depth, k);
            }
            System.arraycopy(sums, 0, c, c0 + j, rows);
        }
    }

    /**
     * Steps of k in whole vectors. Rows that are read ahead are read half a vector beyond their end:
     * fewer steps, by a vector, where one of them is the last and the array ends so soon.
     */
    private static int depth(int length, int from, int ldb, int last, int k) {
        int whole = k / N * N;
        boolean inside = last % N >= HALF || from + last * ldb <= length - whole - HALF;
        return inside ? whole : whole - N;
    }

    /** The last steps of k, fewer than sixteen. */
    private static void addRest(
            float[] s, float[] x, int x0, float[] b, int b0, int ldb, int rows, int from, int k) {
        for (int i = 0; i < rows; i++) {
            float sum = s[i];
            for (int p = from; p < k; p++) {
                sum = Math.fma(x[x0 + p], b[b0 + i * ldb + p], sum);
            }
            s[i] = sum;
        }
    }

    /**
     * Eight rows; those beyond the last one are any others. The vectors that were read ahead begin with
     * the first four values of their rows in their upper halves; below these is what lies before, which
     * only the first row of an array has nothing of. (Read in its stead from where the row begins, C2
     * keeps an address for each of these rows, for which there are no registers: a tenth slower.)
     */
    private static void eight(
            float[] s, float[] x, int x0, float[] w, int w0, int ldw, int last, int depth) {
        int w1 = w0 + (last < 1 ? 0 : 1) * ldw;
        int w2 = w0 + (last < 2 ? 0 : 2) * ldw;
        int w3 = w0 + (last < 3 ? 0 : 3) * ldw;
        int w4 = w0 + Math.min(4, last) * ldw;
        int w5 = w0 + Math.min(5, last) * ldw;
        int w6 = w0 + Math.min(6, last) * ldw;
        int w7 = w0 + Math.min(7, last) * ldw;
        FloatVector a0 = EXCHANGED.selectFrom(FloatVector.fromArray(LANES, w, w0));
        FloatVector a1 = FloatVector.fromArray(LANES, w, Math.max(w1 - HALF, 0));
        FloatVector a2 = FloatVector.fromArray(LANES, w, Math.max(w2 - HALF, 0));
        FloatVector a3 = FloatVector.fromArray(LANES, w, Math.max(w3 - HALF, 0));
        FloatVector sum = FloatVector.fromArray(LANES, s, 0);
        for (int p = 0; p < depth; p += N) {
            int q = x0 + p;
            FloatVector b0 = FloatVector.fromArray(LANES, w, w4 + p);
            FloatVector c0 = b0.blend(a0, UPPER);
            FloatVector b1 = FloatVector.fromArray(LANES, w, w5 + p);
            FloatVector c1 = b1.blend(a1, UPPER);
            FloatVector b2 = FloatVector.fromArray(LANES, w, w6 + p);
            FloatVector c2 = b2.blend(a2, UPPER);
            FloatVector b3 = FloatVector.fromArray(LANES, w, w7 + p);
            FloatVector c3 = b3.blend(a3, UPPER);
            FloatVector c4 = FIRST.selectFrom(c0, c2);
            FloatVector c5 = FIRST.selectFrom(c1, c3);
            FloatVector c6 = SECOND.selectFrom(c0, c2);
            FloatVector c7 = SECOND.selectFrom(c1, c3);
            FloatVector c8 = FIRST_EXCHANGED.selectFrom(c4, c5);
            FloatVector c9 = SECOND_EXCHANGED.selectFrom(c4, c5);
            FloatVector c10 = FIRST_EXCHANGED.selectFrom(c6, c7);
            FloatVector c11 = SECOND_EXCHANGED.selectFrom(c6, c7);
            a0 = FloatVector.fromArray(LANES, w, w0 + p + HALF);
            FloatVector d0 = a0.blend(b0, UPPER);
            a1 = FloatVector.fromArray(LANES, w, w1 + p + HALF);
            FloatVector d1 = a1.blend(b1, UPPER);
            a2 = FloatVector.fromArray(LANES, w, w2 + p + HALF);
            FloatVector d2 = a2.blend(b2, UPPER);
            a3 = FloatVector.fromArray(LANES, w, w3 + p + HALF);
            FloatVector d3 = a3.blend(b3, UPPER);
            FloatVector d4 = FIRST.selectFrom(d0, d2);
            FloatVector d5 = FIRST.selectFrom(d1, d3);
            FloatVector d6 = SECOND.selectFrom(d0, d2);
            FloatVector d7 = SECOND.selectFrom(d1, d3);
            FloatVector d8 = FIRST.selectFrom(d4, d5);
            FloatVector d9 = SECOND.selectFrom(d4, d5);
            FloatVector d10 = FIRST.selectFrom(d6, d7);
            FloatVector d11 = SECOND.selectFrom(d6, d7);
            sum = FloatVector.broadcast(LANES, x[q]).fma(c8, sum);
            sum = FloatVector.broadcast(LANES, x[q + 1]).fma(c9, sum);
            sum = FloatVector.broadcast(LANES, x[q + 2]).fma(c10, sum);
            sum = FloatVector.broadcast(LANES, x[q + 3]).fma(c11, sum);
            sum = FloatVector.broadcast(LANES, x[q + 4]).fma(d8, sum);
            sum = FloatVector.broadcast(LANES, x[q + 5]).fma(d9, sum);
            sum = FloatVector.broadcast(LANES, x[q + 6]).fma(d10, sum);
            sum = FloatVector.broadcast(LANES, x[q + 7]).fma(d11, sum);
        }
        sum.intoArray(s, 0);
    }

    /** The same for sixteen rows. */
    private static void sixteen(
            float[] s, float[] x, int x0, float[] w, int w0, int ldw, int last, int depth) {
        int w1 = w0 + (last < 1 ? 0 : 1) * ldw;
        int w2 = w0 + (last < 2 ? 0 : 2) * ldw;
        int w3 = w0 + (last < 3 ? 0 : 3) * ldw;
        int w4 = w0 + Math.min(4, last) * ldw;
        int w5 = w0 + Math.min(5, last) * ldw;
        int w6 = w0 + Math.min(6, last) * ldw;
        int w7 = w0 + Math.min(7, last) * ldw;
        int w8 = w0 + (last < 8 ? 0 : 8) * ldw;
        int w9 = w0 + (last < 9 ? 0 : 9) * ldw;
        int w10 = w0 + (last < 10 ? 0 : 10) * ldw;
        int w11 = w0 + (last < 11 ? 0 : 11) * ldw;
        int w12 = w0 + Math.min(12, last) * ldw;
        int w13 = w0 + Math.min(13, last) * ldw;
        int w14 = w0 + Math.min(14, last) * ldw;
        int w15 = w0 + Math.min(15, last) * ldw;
        FloatVector a0 = EXCHANGED.selectFrom(FloatVector.fromArray(LANES, w, w0));
        FloatVector a1 = FloatVector.fromArray(LANES, w, Math.max(w1 - HALF, 0));
        FloatVector a2 = FloatVector.fromArray(LANES, w, Math.max(w2 - HALF, 0));
        FloatVector a3 = FloatVector.fromArray(LANES, w, Math.max(w3 - HALF, 0));
        FloatVector e0 = FloatVector.fromArray(LANES, w, Math.max(w8 - HALF, 0));
        FloatVector e1 = FloatVector.fromArray(LANES, w, Math.max(w9 - HALF, 0));
        FloatVector e2 = FloatVector.fromArray(LANES, w, Math.max(w10 - HALF, 0));
        FloatVector e3 = FloatVector.fromArray(LANES, w, Math.max(w11 - HALF, 0));
        FloatVector upper = FloatVector.fromArray(LANES, s, 0);
        FloatVector lower = FloatVector.fromArray(LANES, s, N);
        for (int p = 0; p < depth; p += N) {
            int q = x0 + p;
            FloatVector b0 = FloatVector.fromArray(LANES, w, w4 + p);
            FloatVector c0 = b0.blend(a0, UPPER);
            FloatVector b1 = FloatVector.fromArray(LANES, w, w5 + p);
            FloatVector c1 = b1.blend(a1, UPPER);
            FloatVector b2 = FloatVector.fromArray(LANES, w, w6 + p);
            FloatVector c2 = b2.blend(a2, UPPER);
            FloatVector b3 = FloatVector.fromArray(LANES, w, w7 + p);
            FloatVector c3 = b3.blend(a3, UPPER);
            FloatVector c4 = FIRST.selectFrom(c0, c2);
            FloatVector c5 = FIRST.selectFrom(c1, c3);
            FloatVector c6 = SECOND.selectFrom(c0, c2);
            FloatVector c7 = SECOND.selectFrom(c1, c3);
            FloatVector c8 = FIRST_EXCHANGED.selectFrom(c4, c5);
            FloatVector c9 = SECOND_EXCHANGED.selectFrom(c4, c5);
            FloatVector c10 = FIRST_EXCHANGED.selectFrom(c6, c7);
            FloatVector c11 = SECOND_EXCHANGED.selectFrom(c6, c7);
            a0 = FloatVector.fromArray(LANES, w, w0 + p + HALF);
            FloatVector d0 = a0.blend(b0, UPPER);
            a1 = FloatVector.fromArray(LANES, w, w1 + p + HALF);
            FloatVector d1 = a1.blend(b1, UPPER);
            a2 = FloatVector.fromArray(LANES, w, w2 + p + HALF);
            FloatVector d2 = a2.blend(b2, UPPER);
            a3 = FloatVector.fromArray(LANES, w, w3 + p + HALF);
            FloatVector d3 = a3.blend(b3, UPPER);
            FloatVector d4 = FIRST.selectFrom(d0, d2);
            FloatVector d5 = FIRST.selectFrom(d1, d3);
            FloatVector d6 = SECOND.selectFrom(d0, d2);
            FloatVector d7 = SECOND.selectFrom(d1, d3);
            FloatVector d8 = FIRST.selectFrom(d4, d5);
            FloatVector d9 = SECOND.selectFrom(d4, d5);
            FloatVector d10 = FIRST.selectFrom(d6, d7);
            FloatVector d11 = SECOND.selectFrom(d6, d7);
            upper = FloatVector.broadcast(LANES, x[q]).fma(c8, upper);
            upper = FloatVector.broadcast(LANES, x[q + 1]).fma(c9, upper);
            upper = FloatVector.broadcast(LANES, x[q + 2]).fma(c10, upper);
            upper = FloatVector.broadcast(LANES, x[q + 3]).fma(c11, upper);
            upper = FloatVector.broadcast(LANES, x[q + 4]).fma(d8, upper);
            upper = FloatVector.broadcast(LANES, x[q + 5]).fma(d9, upper);
            upper = FloatVector.broadcast(LANES, x[q + 6]).fma(d10, upper);
            upper = FloatVector.broadcast(LANES, x[q + 7]).fma(d11, upper);
            FloatVector f0 = FloatVector.fromArray(LANES, w, w12 + p);
            FloatVector g0 = f0.blend(e0, UPPER);
            FloatVector f1 = FloatVector.fromArray(LANES, w, w13 + p);
            FloatVector g1 = f1.blend(e1, UPPER);
            FloatVector f2 = FloatVector.fromArray(LANES, w, w14 + p);
            FloatVector g2 = f2.blend(e2, UPPER);
            FloatVector f3 = FloatVector.fromArray(LANES, w, w15 + p);
            FloatVector g3 = f3.blend(e3, UPPER);
            FloatVector g4 = FIRST.selectFrom(g0, g2);
            FloatVector g5 = FIRST.selectFrom(g1, g3);
            FloatVector g6 = SECOND.selectFrom(g0, g2);
            FloatVector g7 = SECOND.selectFrom(g1, g3);
            FloatVector g8 = FIRST_EXCHANGED.selectFrom(g4, g5);
            FloatVector g9 = SECOND_EXCHANGED.selectFrom(g4, g5);
            FloatVector g10 = FIRST_EXCHANGED.selectFrom(g6, g7);
            FloatVector g11 = SECOND_EXCHANGED.selectFrom(g6, g7);
            e0 = FloatVector.fromArray(LANES, w, w8 + p + HALF);
            FloatVector h0 = e0.blend(f0, UPPER);
            e1 = FloatVector.fromArray(LANES, w, w9 + p + HALF);
            FloatVector h1 = e1.blend(f1, UPPER);
            e2 = FloatVector.fromArray(LANES, w, w10 + p + HALF);
            FloatVector h2 = e2.blend(f2, UPPER);
            e3 = FloatVector.fromArray(LANES, w, w11 + p + HALF);
            FloatVector h3 = e3.blend(f3, UPPER);
            FloatVector h4 = FIRST.selectFrom(h0, h2);
            FloatVector h5 = FIRST.selectFrom(h1, h3);
            FloatVector h6 = SECOND.selectFrom(h0, h2);
            FloatVector h7 = SECOND.selectFrom(h1, h3);
            FloatVector h8 = FIRST.selectFrom(h4, h5);
            FloatVector h9 = SECOND.selectFrom(h4, h5);
            FloatVector h10 = FIRST.selectFrom(h6, h7);
            FloatVector h11 = SECOND.selectFrom(h6, h7);
            lower = FloatVector.broadcast(LANES, x[q]).fma(g8, lower);
            lower = FloatVector.broadcast(LANES, x[q + 1]).fma(g9, lower);
            lower = FloatVector.broadcast(LANES, x[q + 2]).fma(g10, lower);
            lower = FloatVector.broadcast(LANES, x[q + 3]).fma(g11, lower);
            lower = FloatVector.broadcast(LANES, x[q + 4]).fma(h8, lower);
            lower = FloatVector.broadcast(LANES, x[q + 5]).fma(h9, lower);
            lower = FloatVector.broadcast(LANES, x[q + 6]).fma(h10, lower);
            lower = FloatVector.broadcast(LANES, x[q + 7]).fma(h11, lower);
        }
        upper.intoArray(s, 0);
        lower.intoArray(s, N);
    }
}
