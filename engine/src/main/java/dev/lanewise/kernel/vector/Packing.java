package dev.lanewise.kernel.vector;

import java.util.Arrays;

/**
 * Copies blocks of operands into the order in which the micro-tile reads them.
 *
 * <p>A: strips of {@code mr} rows, each {@code kc} columns of {@code mr} values, one column after
 * the other. B: panels of {@code nr} columns, each {@code kc} rows of {@code nr} values; a last
 * panel of at most one vector is one vector wide. Strips and panels that stick out over the edge of
 * the matrix are filled up with zeros.
 */
final class Packing {
    private static final int NR = Blocking.NR;

    private Packing() {}

    /**
     * Packs rows × depth of A in strips of mr; A[i][p] lies at
     * {@code from + i·rowStep + p·columnStep}.
     */
    static void packA(
            float[] packed, int mr, float[] a, int from, int rowStep, int columnStep, int rows,
            int depth) {
        int to = 0;
        for (int i = 0; i < rows; i += mr) {
            int strip = Math.min(mr, rows - i);
            if (strip < mr) {
                Arrays.fill(packed, to, to + mr * depth, 0f);
            }
            int start = from + i * rowStep;
            if (columnStep == 1) {
                interleave(packed, to, mr, a, start, rowStep, strip, depth);
            } else {
                copyRows(packed, to, mr, a, start, columnStep, depth, strip);
            }
            to += mr * depth;
        }
    }

    /** Packs depth × columns of B, which lies with {@code ldb}, transposed where {@code bT}. */
    static void packB(
            float[] packed, float[] b, int from, int ldb, boolean bT, int depth, int columns) {
        int to = 0;
        for (int j = 0; j < columns; j += NR) {
            int panel = Math.min(NR, columns - j);
            int width = panelWidth(panel);
            if (panel < width) {
                Arrays.fill(packed, to, to + width * depth, 0f);
            }
            if (bT) {
                interleave(packed, to, width, b, from + j * ldb, ldb, panel, depth);
            } else {
                copyRows(packed, to, width, b, from + j, ldb, depth, panel);
            }
            to += width * depth;
        }
    }

    /** Width of the panel that holds so many columns: one vector where they fit, else nr. */
    static int panelWidth(int columns) {
        return columns <= Lanes.COUNT ? Lanes.COUNT : NR;
    }

    /** packed[p·width + i] = x[i·step + p]: rows become columns. */
    private static void interleave(
            float[] packed, int to, int width, float[] x, int from, int step, int rows, int depth) {
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            interleaveFour(packed, to + i, width, x, from + i * step, step, depth);
        }
        for (; i < rows; i++) {
            int row = from + i * step;
            for (int p = 0; p < depth; p++) {
                packed[to + p * width + i] = x[row + p];
            }
        }
    }

    private static void interleaveFour(
            float[] packed, int to, int width, float[] x, int row0, int step, int depth) {
        int row1 = row0 + step;
        int row2 = row1 + step;
        int row3 = row2 + step;
        int at = to;
        for (int p = 0; p < depth; p++) {
            packed[at] = x[row0 + p];
            packed[at + 1] = x[row1 + p];
            packed[at + 2] = x[row2 + p];
            packed[at + 3] = x[row3 + p];
            at += width;
        }
    }

    /** packed[p·width + j] = x[p·step + j]: rows stay rows. */
    private static void copyRows(
            float[] packed, int to, int width, float[] x, int from, int step, int depth,
            int columns) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(x, from + p * step, packed, to + p * width, columns);
        }
    }
}
