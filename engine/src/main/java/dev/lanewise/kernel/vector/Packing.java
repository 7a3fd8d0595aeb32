package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies blocks of operands into the order in which the micro-tile reads them.
 *
 * <p>A: a strip of up to {@link MicroTile#STRIP} rows, one column of so many values after the
 * other. B: panels of {@code nr} columns, each {@code kc} rows of {@code nr} values, {@link
 * #panelStep} apart; a last panel of at most one vector is one vector wide. What strips and panels
 * have beyond the edge of the matrix is left as it is: what is computed from it is not kept.
 */
final class Packing {
    private static final VectorSpecies<Float> LANES = Lanes.FLOAT;
    private static final int N = LANES.length();
    private static final int NR = Blocking.NR;
    private static final int STRIP = MicroTile.STRIP;
    /** Rows fetched at once. */
    private static final int FETCHED = 8;
    /** Floats of a cache line. */
    static final int LINE = 16;

    private final Transposition transposition = new Transposition();

    /** The transposition that it uses, with its scratch memory. */
    Transposition transposition() {
        return transposition;
    }

    /**
     * Packs rows × depth of A as one strip; {@code A[i][p]} lies at
     * {@code a0 + i·rowStep + p·columnStep}, one of the steps being 1. Rows beyond the last repeat
     * it, up to the rows of a low tile; what follows them is not for use.
     */
    void strip(
            float[] strip, float[] a, int a0, int rowStep, int columnStep, int rows, int depth) {
        if (columnStep == 1) {
            transposition.toStrip(strip, a, a0, rowStep, rows, depth);
            return;
        }
        // whole vectors where there are, as the strip has room for what they have too much
        int whole = rows < MicroTile.LOW ? 0 : Rows.fitting(a, a0, columnStep, STRIP);
        int copied = Math.min(depth, whole);
        Rows.copy(a, a0, columnStep, strip, 0, STRIP, copied, STRIP);
        Rows.copy(a, a0 + copied * columnStep, columnStep, strip, copied * STRIP, STRIP,
                depth - copied, rows);
        for (int i = rows; i < MicroTile.LOW; i++) {
            for (int p = 0; p < depth; p++) {
                strip[p * STRIP + i] = strip[p * STRIP + rows - 1];
            }
        }
    }

    /** Packs depth × columns of B, which lies with {@code ldb}, transposed where {@code bT}. */
    void panels(
            float[] panels, float[] b, int b0, int ldb, boolean bT, int depth, int columns) {
        if (bT) {
            transposePanels(panels, b, b0, ldb, depth, columns);
            return;
        }
        int whole = columns / NR;
        copyPanels(panels, b, b0, ldb, depth, whole);
        int at = whole * NR;
        if (at < columns) {
            int width = columns - at;
            Rows.copy(b, b0 + at, ldb, panels, whole * panelStep(depth), panelWidth(width), depth,
                    width);
        }
    }

    private void transposePanels(
            float[] panels, float[] b, int b0, int ldb, int depth, int columns) {
        for (int j = 0; j < columns; j += NR) {
            int panel = Math.min(NR, columns - j);
            int width = panelWidth(panel);
            for (int i = 0; i < panel; i += Transposition.GROUP) {
                int rows = Math.min(Transposition.GROUP, panel - i);
                int to = j / NR * panelStep(depth) + i;
                transposition.toGroup(
                        panels, to, width, b, b0 + (j + i) * ldb, ldb, rows, depth);
            }
        }
    }

    /** Row after row, as they lie: memory gives long runs best. */
    private static void copyPanels(
            float[] panels, float[] b, int b0, int ldb, int depth, int count) {
        int step = panelStep(depth);
        for (int p = 0; p < depth; p++) {
            int from = b0 + p * ldb;
            int to = p * NR;
            for (int j = 0; j < count; j++) {
                FloatVector.fromArray(LANES, b, from).intoArray(panels, to);
                FloatVector.fromArray(LANES, b, from + N).intoArray(panels, to + N);
                from += NR;
                to += step;
            }
        }
    }

    /**
     * Reads a value of each cache line of depth × columns of B, so that they come in the order in
     * which the processor fetches ahead, and not as a tile would go down the rows. It fetches ahead
     * within pages of 4 KB: eight rows, each on pages of its own, come one and a half times as fast as
     * one.
     *
     * @return their sum, for nothing but that they are read
     */
    static float fetch(float[] b, int b0, int ldb, int depth, int columns) {
        float sum = 0;
        for (int p = 0; p < depth; p += FETCHED) {
            sum += fetchEight(b, b0 + p * ldb, ldb, Math.min(FETCHED, depth - p) - 1, columns);
        }
        return sum;
    }

    private static float fetchEight(float[] b, int b0, int ldb, int last, int columns) {
        int r1 = Math.min(1, last) * ldb;
        int r2 = Math.min(2, last) * ldb;
        int r3 = Math.min(3, last) * ldb;
        int r4 = Math.min(4, last) * ldb;
        int r5 = Math.min(5, last) * ldb;
        int r6 = Math.min(6, last) * ldb;
        int r7 = last * ldb;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int at = b0; at < b0 + columns; at += LINE) {
            s0 += b[at];
            s1 += b[at + r1];
            s2 += b[at + r2];
            s3 += b[at + r3];
            s0 += b[at + r4];
            s1 += b[at + r5];
            s2 += b[at + r6];
            s3 += b[at + r7];
        }
        return s0 + s1 + s2 + s3;
    }

    /**
     * Writes the transpose of rows × columns of X, 1 to {@link Transposition#GROUP} rows that lie
     * {@code ldx} apart, to {@code y}; ten rows on sixteen lanes by {@link TenRows}.
     *
     * @param scratch columns × GROUP
     */
    void transpose(
            float[] y, int y0, int ldy, float[] x, int x0, int ldx, int rows, int columns,
            float[] scratch) {
        if (N == 16 && rows == TenRows.COUNT && columns >= TenRows.STEP) {
            TenRows.transpose(y, y0, ldy, x, x0, ldx, columns);
            return;
        }
        int group = Transposition.GROUP;
        transposition.toGroup(scratch, 0, group, x, x0, ldx, rows, columns);
        Rows.copy(scratch, 0, group, y, y0, ldy, columns, rows);
    }

    /**
     * Distance between panels of so many steps: not a large power of two, so that those which are
     * filled together do not meet in one set of the caches.
     */
    static int panelStep(int depth) {
        return depth * NR + 4 * LINE;
    }

    /** Width of the panel that holds so many columns: one vector where they fit, else nr. */
    static int panelWidth(int columns) {
        return columns <= N && N >= Transposition.GROUP ? N : NR;
    }
}
