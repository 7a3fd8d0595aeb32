package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A loop with 17 accumulators, one more than 16 registers can hold: {@link MicroTileCodeTest} has
 * to find it spilled.
 */
final class MicroTile17x1Spilling {
    private static final int ROWS = 17;
    private static final int DEPTH = 256;
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    private final float[] a = new float[ROWS * DEPTH];
    private final float[] b = new float[N * DEPTH];
    private final float[] c = new float[N * ROWS];

    void multiply() {
        run(a, b, c);
    }

    private static void run(float[] a, float[] b, float[] c) {
        FloatVector c0 = FloatVector.zero(LANES);
        FloatVector c1 = FloatVector.zero(LANES);
        FloatVector c2 = FloatVector.zero(LANES);
        FloatVector c3 = FloatVector.zero(LANES);
        FloatVector c4 = FloatVector.zero(LANES);
        FloatVector c5 = FloatVector.zero(LANES);
        FloatVector c6 = FloatVector.zero(LANES);
        FloatVector c7 = FloatVector.zero(LANES);
        FloatVector c8 = FloatVector.zero(LANES);
        FloatVector c9 = FloatVector.zero(LANES);
        FloatVector c10 = FloatVector.zero(LANES);
        FloatVector c11 = FloatVector.zero(LANES);
        FloatVector c12 = FloatVector.zero(LANES);
        FloatVector c13 = FloatVector.zero(LANES);
        FloatVector c14 = FloatVector.zero(LANES);
        FloatVector c15 = FloatVector.zero(LANES);
        FloatVector c16 = FloatVector.zero(LANES);
        int q = 0;
        for (int p = 0; p < ROWS * DEPTH; p += ROWS) {
            FloatVector row = FloatVector.fromArray(LANES, b, q);
            c0 = FloatVector.broadcast(LANES, a[p]).fma(row, c0);
            c1 = FloatVector.broadcast(LANES, a[p + 1]).fma(row, c1);
            c2 = FloatVector.broadcast(LANES, a[p + 2]).fma(row, c2);
            c3 = FloatVector.broadcast(LANES, a[p + 3]).fma(row, c3);
            c4 = FloatVector.broadcast(LANES, a[p + 4]).fma(row, c4);
            c5 = FloatVector.broadcast(LANES, a[p + 5]).fma(row, c5);
            c6 = FloatVector.broadcast(LANES, a[p + 6]).fma(row, c6);
            c7 = FloatVector.broadcast(LANES, a[p + 7]).fma(row, c7);
            c8 = FloatVector.broadcast(LANES, a[p + 8]).fma(row, c8);
            c9 = FloatVector.broadcast(LANES, a[p + 9]).fma(row, c9);
            c10 = FloatVector.broadcast(LANES, a[p + 10]).fma(row, c10);
            c11 = FloatVector.broadcast(LANES, a[p + 11]).fma(row, c11);
            c12 = FloatVector.broadcast(LANES, a[p + 12]).fma(row, c12);
            c13 = FloatVector.broadcast(LANES, a[p + 13]).fma(row, c13);
            c14 = FloatVector.broadcast(LANES, a[p + 14]).fma(row, c14);
            c15 = FloatVector.broadcast(LANES, a[p + 15]).fma(row, c15);
            c16 = FloatVector.broadcast(LANES, a[p + 16]).fma(row, c16);
            q += N;
        }
        c0.intoArray(c, 0);
        c1.intoArray(c, N);
        c2.intoArray(c, 2 * N);
        c3.intoArray(c, 3 * N);
        c4.intoArray(c, 4 * N);
        c5.intoArray(c, 5 * N);
        c6.intoArray(c, 6 * N);
        c7.intoArray(c, 7 * N);
        c8.intoArray(c, 8 * N);
        c9.intoArray(c, 9 * N);
        c10.intoArray(c, 10 * N);
        c11.intoArray(c, 11 * N);
        c12.intoArray(c, 12 * N);
        c13.intoArray(c, 13 * N);
        c14.intoArray(c, 14 * N);
        c15.intoArray(c, 15 * N);
        c16.intoArray(c, 16 * N);
    }
}
