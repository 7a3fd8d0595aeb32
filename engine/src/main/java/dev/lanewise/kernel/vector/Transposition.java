package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks of a few rows, in registers.
 *
 * <p>Rounds of perfect shuffles (Stone, "Parallel processing with the perfect shuffle", 1971): with
 * R vectors, one of each row, a round interleaves the lanes of vector i with those of vector
 * i + R/2 into vectors 2i and 2i + 1. After log2 R rounds they hold the same values column by
 * column, R to a column, whatever the number of lanes.
 */
final class Transposition {
    /** Rows of a group, {@link #toGroup}. */
    static final int GROUP = Math.max(Lanes.COUNT, MicroTile.STRIP);

    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();
    private static final int STRIP = MicroTile.STRIP;

    /** Lanes 0, N, 1, N + 1, … of two vectors, as selectFrom wants them: the first halves. */
    static final FloatVector FIRST = interleaving(LANES, 0);
    /** The second halves. */
    static final FloatVector SECOND = interleaving(LANES, N / 2);
    /** The halves of a vector in exchange, as selectFrom wants them. */
    private static final FloatVector HALVES = halvesExchanged();

    /** The last columns of the rows, fewer than there are lanes, in full vectors. */
    private final float[] rest = new float[GROUP * N];
    private final float[] columns = new float[GROUP * N];

    /** The numbers of lanes that interleave two vectors, each from its lane {@code start} on. */
    static FloatVector interleaving(VectorSpecies<Float> species, int start) {
        int n = species.length();
        float[] lanes = new float[n];
        for (int i = 0; i < n; i++) {
            lanes[i] = start + i / 2 + i % 2 * n;
        }
        return FloatVector.fromArray(species, lanes, 0);
    }

    private static FloatVector halvesExchanged() {
        float[] lanes = new float[N];
        for (int i = 0; i < N; i++) {
            lanes[i] = (i + N / 2) % N;
        }
        return FloatVector.fromArray(LANES, lanes, 0);
    }

    /**
     * {@code to[8·p + i] = x[x0 + i·xStep + p]} for p &lt; depth and i &lt; 8. Rows i from
     * {@code rows} on repeat the last one; those from 5 on may be anything if it is 5 at most.
     */
    void toStrip(float[] to, float[] x, int x0, int xStep, int rows, int depth) {
        int whole = depth / N * N;
        strip(to, x, x0, xStep, rows, whole);
        if (whole < depth) {
            gatherRest(x, x0, xStep, rows, whole, depth);
            strip(columns, rest, 0, N, rows, N);
            System.arraycopy(columns, 0, to, whole * STRIP, (depth - whole) * STRIP);
        }
    }

    private static void strip(float[] to, float[] x, int x0, int xStep, int rows, int depth) {
        if (N > STRIP || rows > MicroTile.LOW) {
            eight(to, 0, STRIP, x, x0, xStep, rows - 1, depth);
            return;
        }
        four(to, x, x0, xStep, rows - 1, depth);
        int last = x0 + (rows - 1) * xStep;
        for (int p = 0; p < depth; p++) {
            to[p * STRIP + 4] = x[last + p];
        }
    }

    /**
     * Four rows on at most eight lanes to a strip, with anything behind them: half the shuffles
     * that eight rows take.
     */
    private static void four(float[] to, float[] x, int x0, int xStep, int last, int depth) {
        int x1 = x0 + Math.min(1, last) * xStep;
        int x2 = x0 + Math.min(2, last) * xStep;
        int x3 = x0 + Math.min(3, last) * xStep;
        for (int p = 0; p < depth; p += N) {
            FloatVector a0 = FloatVector.fromArray(LANES, x, x0 + p);
            FloatVector a1 = FloatVector.fromArray(LANES, x, x1 + p);
            FloatVector a2 = FloatVector.fromArray(LANES, x, x2 + p);
            FloatVector a3 = FloatVector.fromArray(LANES, x, x3 + p);
            FloatVector b0 = FIRST.selectFrom(a0, a2);
            FloatVector b1 = SECOND.selectFrom(a0, a2);
            FloatVector b2 = FIRST.selectFrom(a1, a3);
            FloatVector b3 = SECOND.selectFrom(a1, a3);
            FloatVector c0 = FIRST.selectFrom(b0, b2);
            FloatVector c1 = SECOND.selectFrom(b0, b2);
            FloatVector c2 = FIRST.selectFrom(b1, b3);
            FloatVector c3 = SECOND.selectFrom(b1, b3);
            int t = p * STRIP;
            if (N == 4) {
                c0.intoArray(to, t);
                c1.intoArray(to, t + STRIP);
                c2.intoArray(to, t + 2 * STRIP);
                c3.intoArray(to, t + 3 * STRIP);
            } else {
                // two columns in each
                c0.intoArray(to, t);
                HALVES.selectFrom(c0).intoArray(to, t + STRIP);
                c1.intoArray(to, t + 2 * STRIP);
                HALVES.selectFrom(c1).intoArray(to, t + 3 * STRIP);
                c2.intoArray(to, t + 4 * STRIP);
                HALVES.selectFrom(c2).intoArray(to, t + 5 * STRIP);
                c3.intoArray(to, t + 6 * STRIP);
                HALVES.selectFrom(c3).intoArray(to, t + 7 * STRIP);
            }
        }
    }

    /**
     * {@code to[t0 + p·tStep + i] = x[x0 + i·xStep + p]} for p &lt; depth and i &lt;
     * {@link #GROUP}. Rows i from {@code rows} on repeat the last one.
     */
    void toGroup(
            float[] to, int t0, int tStep, float[] x, int x0, int xStep, int rows, int depth) {
        int whole = depth / N * N;
        group(to, t0, tStep, x, x0, xStep, rows - 1, whole);
        if (whole < depth) {
            int last = x0 + (rows - 1) * xStep + whole;
            if (last <= x.length - N) {
                group(columns, 0, GROUP, x, x0 + whole, xStep, rows - 1, N);
            } else {
                gatherRest(x, x0, xStep, rows, whole, depth);
                group(columns, 0, GROUP, rest, 0, N, GROUP - 1, N);
            }
            Rows.copy(columns, 0, GROUP, to, t0 + whole * tStep, tStep, depth - whole, GROUP);
        }
    }

    private void gatherRest(float[] x, int x0, int xStep, int rows, int from, int to) {
        int last = rows - 1;
        Rows.copy(x, x0 + from, xStep, rest, 0, N, rows, to - from);
        for (int i = rows; i < GROUP; i++) {
            System.arraycopy(rest, last * N, rest, i * N, N);
        }
    }

    private static void group(
            float[] to, int t0, int tStep, float[] x, int x0, int xStep, int last, int depth) {
        if (N > STRIP) {
            sixteen(to, t0, tStep, x, x0, xStep, last, depth);
        } else {
            eight(to, t0, tStep, x, x0, xStep, last, depth);
        }
    }

    /** Eight rows; with sixteen lanes to a dense strip only. */
    private static void eight(
            float[] to, int t0, int tStep, float[] x, int x0, int xStep, int last, int depth) {
        int x1 = x0 + Math.min(1, last) * xStep;
        int x2 = x0 + Math.min(2, last) * xStep;
        int x3 = x0 + Math.min(3, last) * xStep;
        int x4 = x0 + Math.min(4, last) * xStep;
        int x5 = x0 + Math.min(5, last) * xStep;
        int x6 = x0 + Math.min(6, last) * xStep;
        int x7 = x0 + Math.min(7, last) * xStep;
        int t = t0;
        for (int p = 0; p < depth; p += N) {
            FloatVector a0 = FloatVector.fromArray(LANES, x, x0 + p);
            FloatVector a1 = FloatVector.fromArray(LANES, x, x1 + p);
            FloatVector a2 = FloatVector.fromArray(LANES, x, x2 + p);
            FloatVector a3 = FloatVector.fromArray(LANES, x, x3 + p);
            FloatVector a4 = FloatVector.fromArray(LANES, x, x4 + p);
            FloatVector a5 = FloatVector.fromArray(LANES, x, x5 + p);
            FloatVector a6 = FloatVector.fromArray(LANES, x, x6 + p);
            FloatVector a7 = FloatVector.fromArray(LANES, x, x7 + p);
            FloatVector b0 = FIRST.selectFrom(a0, a4);
            FloatVector b1 = SECOND.selectFrom(a0, a4);
            FloatVector b2 = FIRST.selectFrom(a1, a5);
            FloatVector b3 = SECOND.selectFrom(a1, a5);
            FloatVector b4 = FIRST.selectFrom(a2, a6);
            FloatVector b5 = SECOND.selectFrom(a2, a6);
            FloatVector b6 = FIRST.selectFrom(a3, a7);
            FloatVector b7 = SECOND.selectFrom(a3, a7);
            FloatVector c0 = FIRST.selectFrom(b0, b4);
            FloatVector c1 = SECOND.selectFrom(b0, b4);
            FloatVector c2 = FIRST.selectFrom(b1, b5);
            FloatVector c3 = SECOND.selectFrom(b1, b5);
            FloatVector c4 = FIRST.selectFrom(b2, b6);
            FloatVector c5 = SECOND.selectFrom(b2, b6);
            FloatVector c6 = FIRST.selectFrom(b3, b7);
            FloatVector c7 = SECOND.selectFrom(b3, b7);
            FloatVector d0 = FIRST.selectFrom(c0, c4);
            FloatVector d1 = SECOND.selectFrom(c0, c4);
            FloatVector d2 = FIRST.selectFrom(c1, c5);
            FloatVector d3 = SECOND.selectFrom(c1, c5);
            FloatVector d4 = FIRST.selectFrom(c2, c6);
            FloatVector d5 = SECOND.selectFrom(c2, c6);
            FloatVector d6 = FIRST.selectFrom(c3, c7);
            FloatVector d7 = SECOND.selectFrom(c3, c7);
            d0.intoArray(to, t);
            d1.intoArray(to, t + 1 * N / STRIP * tStep + 1 * N % STRIP);
            d2.intoArray(to, t + 2 * N / STRIP * tStep + 2 * N % STRIP);
            d3.intoArray(to, t + 3 * N / STRIP * tStep + 3 * N % STRIP);
            d4.intoArray(to, t + 4 * N / STRIP * tStep + 4 * N % STRIP);
            d5.intoArray(to, t + 5 * N / STRIP * tStep + 5 * N % STRIP);
            d6.intoArray(to, t + 6 * N / STRIP * tStep + 6 * N % STRIP);
            d7.intoArray(to, t + 7 * N / STRIP * tStep + 7 * N % STRIP);
            t += N * tStep;
        }
    }

    /** Sixteen rows on sixteen lanes. */
    private static void sixteen(
            float[] to, int t0, int tStep, float[] x, int x0, int xStep, int last, int depth) {
        int x1 = x0 + Math.min(1, last) * xStep;
        int x2 = x0 + Math.min(2, last) * xStep;
        int x3 = x0 + Math.min(3, last) * xStep;
        int x4 = x0 + Math.min(4, last) * xStep;
        int x5 = x0 + Math.min(5, last) * xStep;
        int x6 = x0 + Math.min(6, last) * xStep;
        int x7 = x0 + Math.min(7, last) * xStep;
        int x8 = x0 + Math.min(8, last) * xStep;
        int x9 = x0 + Math.min(9, last) * xStep;
        int x10 = x0 + Math.min(10, last) * xStep;
        int x11 = x0 + Math.min(11, last) * xStep;
        int x12 = x0 + Math.min(12, last) * xStep;
        int x13 = x0 + Math.min(13, last) * xStep;
        int x14 = x0 + Math.min(14, last) * xStep;
        int x15 = x0 + Math.min(15, last) * xStep;
        int t = t0;
        for (int p = 0; p < depth; p += N) {
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
            FloatVector a10 = FloatVector.fromArray(LANES, x, x10 + p);
            FloatVector a11 = FloatVector.fromArray(LANES, x, x11 + p);
            FloatVector a12 = FloatVector.fromArray(LANES, x, x12 + p);
            FloatVector a13 = FloatVector.fromArray(LANES, x, x13 + p);
            FloatVector a14 = FloatVector.fromArray(LANES, x, x14 + p);
            FloatVector a15 = FloatVector.fromArray(LANES, x, x15 + p);
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
            e0.intoArray(to, t);
            e1.intoArray(to, t + tStep);
            e2.intoArray(to, t + 2 * tStep);
            e3.intoArray(to, t + 3 * tStep);
            e4.intoArray(to, t + 4 * tStep);
            e5.intoArray(to, t + 5 * tStep);
            e6.intoArray(to, t + 6 * tStep);
            e7.intoArray(to, t + 7 * tStep);
            e8.intoArray(to, t + 8 * tStep);
            e9.intoArray(to, t + 9 * tStep);
            e10.intoArray(to, t + 10 * tStep);
            e11.intoArray(to, t + 11 * tStep);
            e12.intoArray(to, t + 12 * tStep);
            e13.intoArray(to, t + 13 * tStep);
            e14.intoArray(to, t + 14 * tStep);
            e15.intoArray(to, t + 15 * tStep);
            t += N * tStep;
        }
    }
}
