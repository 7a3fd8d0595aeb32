package dev.lanewise.kernel.vector;

/** How C is shared out to a team: in parts side by side, and rows of parts above each other. */
final class Grid {
    // What reading operands costs beside multiplying them: a column of B, as many rows more; a row
    // of A, as many columns more.
    private static final int PACKED_COLUMN = 12;
    private static final int COLUMN = 8;
    private static final int ROW = 8;

    private int across;
    private int partRows;
    private int partColumns;

    /** Parts side by side. */
    int across() {
        return across;
    }

    /** Rows of a part, whole tiles; the last part may have fewer. */
    int partRows() {
        return partRows;
    }

    /** Columns of a part, whole panels or vectors; the last part may have fewer. */
    int partColumns() {
        return partColumns;
    }

    /**
     * Takes the grid of at most so many parts whose largest part takes least, each part reading and
     * packing for itself; of equals the one with most parts side by side, which pack different
     * columns.
     */
    void choose(
            int members, Blocking blocking, boolean aT, boolean bT, int m, int n, int k) {
        boolean narrow = blocking.changesSides(aT, m, n, k)
                || blocking.hasTenColumns(aT, bT, m, n, k);
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 1; candidate <= members; candidate++) {
            int unit = narrow ? Blocking.NR : blocking.mr();
            int rows = Math.min(m, Blocking.part(m, members / candidate, unit));
            int columns = Math.min(n, Blocking.part(n, candidate, narrow ? n : Blocking.NR));
            int column = blocking.packsB(bT, rows, columns, k) ? PACKED_COLUMN : COLUMN;
            double cost = (double) rows * columns + (double) column * columns + (double) ROW * rows;
            if (cost <= least) {
                least = cost;
                across = (int) (((long) n + columns - 1) / columns);
                partRows = rows;
                partColumns = columns;
            }
        }
    }

    /** Takes parts of whole rows, so many each. */
    void takeRows(int rows, int n) {
        across = 1;
        partRows = rows;
        partColumns = n;
    }

    /** Takes parts of whole columns, so many each. */
    void takeColumns(int columns, int m, int n) {
        across = Math.ceilDiv(n, columns);
        partRows = m;
        partColumns = columns;
    }
}
