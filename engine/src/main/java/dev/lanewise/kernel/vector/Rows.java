package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies of short rows, where a call of {@code System.arraycopy} for each would cost more. */
final class Rows {
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    private Rows() {}

    /** Copies rows of at most two vectors; nothing beyond them is written. */
    static void copy(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        copyVector(from, f0, fStep, to, t0, tStep, rows, Math.min(N, width));
        if (width > N) {
            copyVector(from, f0 + N, fStep, to, t0 + N, tStep, rows, width - N);
        }
    }

    private static void copyVector(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        VectorMask<Float> inRow = LANES.indexInRange(0, width);
        int f = f0;
        int t = t0;
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(LANES, from, f, inRow).intoArray(to, t, inRow);
            f += fStep;
            t += tStep;
        }
    }
}
