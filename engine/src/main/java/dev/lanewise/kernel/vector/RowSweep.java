package dev.lanewise.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A single row times a matrix that lies in rows, {@code c = x·B}: rows of B pass by, four at a time,
 * over the whole row of C, which stays in the first-level cache.
 *
 * <p>Such a product is as fast as B comes from the caches or from memory, and it comes best in runs
 * as long as there are. A micro-tile, which holds its sums in registers, would go down B in narrow
 * columns. Every sum is in ascending k nevertheless.
 */
final class RowSweep {
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();
    /** Columns that are swept at once: 16 KB of C. */
    private static final int COLUMNS = 4096;

    private RowSweep() {}

    /**
     * {@code c[c0 + j] (+)= Σ x[x0 + p·xStep] · b[b0 + p·ldb + j]} for j &lt; columns, a multiple
     * of the lanes.
     */
    static void run(
            float[] c, int c0, float[] x, int x0, int xStep, float[] b, int b0, int ldb,
            int columns, int k, boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(c, c0, c0 + columns, 0);
        }
        for (int j = 0; j < columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, columns - j);
            int p = 0;
            for (; p + 3 < k; p += 4) {
                four(c, c0 + j, x, x0 + p * xStep, xStep, b, b0 + p * ldb + j, ldb, width);
            }
            for (; p < k; p++) {
                one(c, c0 + j, x[x0 + p * xStep], b, b0 + p * ldb + j, width);
            }
        }
    }

    private static void four(
            float[] c, int c0, float[] x, int x0, int xStep, float[] b, int b0, int ldb,
            int columns) {
        FloatVector first = FloatVector.broadcast(LANES, x[x0]);
        FloatVector second = FloatVector.broadcast(LANES, x[x0 + xStep]);
        FloatVector third = FloatVector.broadcast(LANES, x[x0 + 2 * xStep]);
        FloatVector fourth = FloatVector.broadcast(LANES, x[x0 + 3 * xStep]);
        int b1 = b0 + ldb;
        int b2 = b1 + ldb;
        int b3 = b2 + ldb;
        for (int j = 0; j < columns; j += N) {
            FloatVector sum = FloatVector.fromArray(LANES, c, c0 + j);
            sum = first.fma(FloatVector.fromArray(LANES, b, b0 + j), sum);
            sum = second.fma(FloatVector.fromArray(LANES, b, b1 + j), sum);
            sum = third.fma(FloatVector.fromArray(LANES, b, b2 + j), sum);
            sum = fourth.fma(FloatVector.fromArray(LANES, b, b3 + j), sum);
            sum.intoArray(c, c0 + j);
        }
    }

    private static void one(float[] c, int c0, float x, float[] b, int b0, int columns) {
        FloatVector factor = FloatVector.broadcast(LANES, x);
        for (int j = 0; j < columns; j += N) {
            factor.fma(
                    FloatVector.fromArray(LANES, b, b0 + j),
                    FloatVector.fromArray(LANES, c, c0 + j))
                    .intoArray(c, c0 + j);
        }
    }
}
