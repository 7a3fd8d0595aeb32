package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies of short rows, where a call of {@code System.arraycopy} for each would cost more. */
final class Rows {
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    private Rows() {}

    /** Copies rows of at most two vectors; nothing beyond them is read or written. */
    static void copy(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        copyVector(from, f0, fStep, to, t0, tStep, rows, Math.min(N, width));
        if (width > N) {
            copyVector(from, f0 + N, fStep, to, t0 + N, tStep, rows, width - N);
        }
    }

    /**
     * Rows of at most one vector: whole ones as such, single values one by one, others by a mask
     * where processors have registers for masks, but for rows so near the end of an array that a
     * whole vector would not fit. The Vector API has a way of its own for those, which made products
     * slower (docs/experiments.md).
     */
    private static void copyVector(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        int inside = 0;
        if (width == N) {
            inside = rows;
            copyWhole(from, f0, fStep, to, t0, tStep, rows);
        } else if (N == 16 && width > 1) {
            inside = Math.min(fitting(from, f0, fStep, N), fitting(to, t0, tStep, N));
            inside = Math.min(rows, inside);
            copyInside(from, f0, fStep, to, t0, tStep, inside, width);
        }
        copyOneByOne(from, f0 + inside * fStep, fStep, to, t0 + inside * tStep, tStep,
                rows - inside, width);
    }

    private static void copyWhole(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows) {
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(LANES, from, f0 + i * fStep).intoArray(to, t0 + i * tStep);
        }
    }

    /** How many rows of such a width fit into an array, so far apart. */
    static int fitting(float[] array, int start, int step, int width) {
        int last = array.length - width - start;
        return last < 0 ? 0 : last / step + 1;
    }

    private static void copyInside(
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

    private static void copyOneByOne(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                to[t0 + i * tStep + j] = from[f0 + i * fStep + j];
            }
        }
    }
}
