package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies of short rows, where a call of {@code System.arraycopy} for each would cost more. */
final class Rows {
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();

    private Rows() {}

    /** Copies rows of any width; nothing beyond them is read or written. */
    static void copy(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows, int width) {
        int j = 0;
        for (; j + N <= width; j += N) {
            copyWhole(from, f0 + j, fStep, to, t0 + j, tStep, rows);
        }
        if (j == width) {
            return;
        }
        if (N == 16) {
            copyPart(from, f0 + j, fStep, to, t0 + j, tStep, rows, width - j);
        } else {
            copyOneByOne(from, f0 + j, fStep, to, t0 + j, tStep, rows, width - j);
        }
    }

    private static void copyWhole(
            float[] from, int f0, int fStep, float[] to, int t0, int tStep, int rows) {
        int f = f0;
        int t = t0;
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(LANES, from, f).intoArray(to, t);
            f += fStep;
            t += tStep;
        }
    }

    /** With masks, which are fast only where processors have registers for them. */
    private static void copyPart(
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
