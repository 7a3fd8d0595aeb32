package dev.lanewise.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A single row times a matrix that lies in rows, {@code c = x·B}: rows of B pass by, four at a time,
 * over the whole row of C, which stays in the first-level cache.
 *
 * <p>Such a product is as fast as B comes from the caches or from memory, and it comes best in runs
 * as long as there are. A micro-tile, which holds its sums in registers, would go down B in narrow
 * columns. Every sum is in ascending k nevertheless.
 *
 * <p>Vectors of 64 bytes are read faster where each is a cache line. Nobody can ask where an array
 * begins, but for large ones a guess is worth its price: those of more than half a region G1 puts
 * at the start of one, and so their first value 16 bytes behind that of a line, unless headers of
 * objects are compact. A wrong guess costs two vectors in each row.
 */
final class RowSweep {
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();
    /** Columns that are swept at once: 16 KB of C. */
    private static final int COLUMNS = 4096;
    private static final int LINE = Packing.LINE;
    /** An array of so many floats, 512 KB, is taken for large. */
    private static final int LARGE = 1 << 17;
    /** Index of its first value at the start of a line. */
    private static final int FIRST = LINE - 16 / Float.BYTES;
    /** Columns from which on two vectors more in each row are worth it. */
    private static final int WIDE = 16 * LINE;

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
            int lead = lead(b, b0 + j, ldb, width);
            int whole = lead == 0 ? width : width - N;
            int p = 0;
            for (; p + 3 < k; p += 4) {
                int from = b0 + p * ldb + j;
                if (lead > 0) {
                    edges(c, c0 + j, x, x0 + p * xStep, xStep, b, from, ldb, width, lead);
                }
                four(c, c0 + j + lead, x, x0 + p * xStep, xStep, b, from + lead, ldb, whole);
            }
            for (; p < k; p++) {
                one(c, c0 + j, x[x0 + p * xStep], b, b0 + p * ldb + j, width);
            }
        }
    }

    /** Columns before the first cache line of each row of B; 0 also where that is not worth it. */
    private static int lead(float[] b, int b0, int ldb, int columns) {
        boolean lines = N == LINE && ldb % LINE == 0 && columns >= WIDE && b.length >= LARGE;
        return lines ? Math.floorMod(FIRST - b0, LINE) : 0;
    }

    /**
     * The first {@code lead} columns and, of the last vector, those behind as many: what is left
     * where whole vectors begin at {@code lead}.
     */
    private static void edges(
            float[] c, int c0, float[] x, int x0, int xStep, float[] b, int b0, int ldb,
            int columns, int lead) {
        FloatVector first = FloatVector.broadcast(LANES, x[x0]);
        FloatVector second = FloatVector.broadcast(LANES, x[x0 + xStep]);
        FloatVector third = FloatVector.broadcast(LANES, x[x0 + 2 * xStep]);
        FloatVector fourth = FloatVector.broadcast(LANES, x[x0 + 3 * xStep]);
        VectorMask<Float> kept = LANES.indexInRange(0, lead);
        for (int j = 0; j < columns; j += columns - N) {
            int at = b0 + j;
            FloatVector sum = FloatVector.fromArray(LANES, c, c0 + j);
            sum = first.fma(FloatVector.fromArray(LANES, b, at), sum);
            sum = second.fma(FloatVector.fromArray(LANES, b, at + ldb), sum);
            sum = third.fma(FloatVector.fromArray(LANES, b, at + 2 * ldb), sum);
            sum = fourth.fma(FloatVector.fromArray(LANES, b, at + 3 * ldb), sum);
            sum.intoArray(c, c0 + j, kept);
            kept = kept.not();
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
