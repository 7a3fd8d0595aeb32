package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm.Epilogue;

/**
 * One thread's matrix product: the loops of BLIS around a {@link MicroTile}.
 *
 * <p>Loops jc and pc go over blocks of B, ir over strips of A and jr over the panels of a block. pc
 * runs inside jc and upwards, so that every element's sum is taken up from C and goes on in
 * ascending k. Unlike in BLIS, the panels of a block of B pass by one strip of A: C is then walked
 * along its rows.
 *
 * <p>Operands that are read where they lie have the tiles of {@link Tiles}, given 32 registers.
 *
 * <p>A narrow C is computed as its transpose, with its many rows along the lanes; a single row by
 * {@link RowSweep} or {@link RowDots}; ten columns by {@link TenColumns}, a depth of ten by
 * {@link ShallowProduct}.
 */
final class ProductLoops {
    private static final int NR = Blocking.NR;
    private static final int GROUP = Transposition.GROUP;
    /** Rows of a narrow C computed at once: at most 96 KB of it. */
    private static final int TRANSPOSED_ROWS = 1024;

    private final Blocking blocking;
    private final Packing packing = new Packing();
    private final float[] edge = new float[MicroTile.STRIP * NR];
    // made by the first product that takes them
    private RowDots dots;
    private ShallowProduct shallow;
    private TenColumns tenColumns;
    private float[] strip = {};
    private float[] panels = {};
    private float[] transposed = {};
    private float[] groups = {};
    private float[] results = {};
    /** Written so that fetching is not left out; never read. */
    private float fetched;

    // The product that is being computed: what all loops need, and no loop changes.
    private float[] c;
    private int ldc;
    /** Rows that an epilogue gets at least, if there are so many: of a kept product, a strip. */
    private int epilogueRows;
    /** Whether C has only the rows of one epilogue, over and over. */
    private boolean passing;
    private float[] a;
    private int aRow;
    private int aColumn;
    private float[] b;
    private int ldb;
    private boolean bT;
    private boolean packsA;
    private boolean packsB;
    private boolean fetchesB;
    /** Whether both are read where they lie, by {@link Tiles}. */
    private boolean inPlace;

    /** The relay of which the product is a leg, or null. */
    private Relay relay;
    /** The column from which on blocks go to the epilogue as soon as they are complete. */
    private int firstFinished;
    /** Columns of a block, and the rows of all blocks before this one. */
    private int blockColumns;
    private long rowsBefore;

    ProductLoops(Blocking blocking) {
        this.blocking = blocking;
    }

    /**
     * Rows {@code fromRow} to {@code toRow} and columns {@code fromColumn} to {@code toColumn} of a
     * product; arguments as in {@link dev.lanewise.kernel.Sgemm}, at most one operand transposed, c
     * null where the epilogue alone gets it.
     */
    void multiply(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            boolean aT,
            float[] b,
            int bOffset,
            int ldb,
            boolean bT,
            int fromRow,
            int toRow,
            int fromColumn,
            int toColumn,
            int k,
            boolean accumulate,
            Epilogue epilogue) {
        int m = toRow - fromRow;
        int n = toColumn - fromColumn;
        int c0 = c == null ? 0 : cOffset + fromRow * ldc + fromColumn;
        int aRow = aT ? 1 : lda;
        int a0 = aOffset + fromRow * aRow;
        int b0 = bOffset + fromColumn * (bT ? ldb : 1);
        try {
            if (blocking.isShallow(bT, k, accumulate)) {
                shallow = shallow == null ? new ShallowProduct(packing) : shallow;
                shallow.multiply(c, c0, ldc, a, a0, lda, b, b0, ldb, fromRow, m, fromColumn, n,
                        epilogue);
                return;
            }
            if (blocking.isRowOfDots(bT, m, k)) {
                dots = dots == null ? new RowDots() : dots;
                dots.run(c, c0, a, a0, b, b0, ldb, n, k, accumulate);
                epilogue.apply(c, c0, ldc, fromRow, m, fromColumn, n);
                return;
            }
            if (blocking.hasTenColumns(aT, bT, m, n, k)) {
                tenColumns = tenColumns == null ? new TenColumns(packing) : tenColumns;
                tenColumns.multiply(c, c0, ldc, a, a0, lda, b, b0, ldb, fromRow, m, fromColumn, k,
                        accumulate, epilogue);
                return;
            }
            if (blocking.changesSides(aT, m, n, k)) {
                for (int i = 0, rows; i < m; i += rows) {
                    rows = Math.min(TRANSPOSED_ROWS, m - i);
                    transposed(c, c0 + i * ldc, ldc, a, a0 + i * aRow, lda, aT, b, b0, ldb, bT,
                            fromRow + i, rows, fromColumn, n, k, accumulate, epilogue);
                }
                return;
            }
            int swept = c != null && blocking.sweeps(bT, m, n) ? n / Lanes.COUNT * Lanes.COUNT : 0;
            if (swept > 0) {
                RowSweep.run(c, c0, a, a0, aT ? lda : 1, b, b0, ldb, swept, k, accumulate);
                epilogue.apply(c, c0, ldc, fromRow, m, fromColumn, swept);
            }
            if (swept < n) {
                set(c, ldc, a, aRow, aT ? lda : 1, b, ldb, bT);
                loops(c0 + swept, a0, b0 + swept, fromRow, m, fromColumn + swept, n - swept, k, k,
                        accumulate, epilogue);
            }
        } finally {
            set(null, 0, null, 0, 0, null, 0, false);
        }
    }

    /**
     * One member's leg of a relay: some steps of k of C = A·B, one block deep, and the epilogue for
     * its columns; arguments as above.
     *
     * @param longest steps of the longest leg, by which all members choose the same blocks
     */
    void multiply(
            Relay relay,
            float[] c,
            int c0,
            int ldc,
            float[] a,
            int a0,
            int lda,
            float[] b,
            int b0,
            int ldb,
            int m,
            int n,
            int k,
            int longest,
            boolean accumulate,
            Epilogue epilogue) {
        try {
            set(c, ldc, a, lda, 1, b, ldb, false);
            this.relay = relay;
            firstFinished = relay.firstAtOnce(n);
            loops(c0, a0, b0, 0, m, 0, n, k, longest, accumulate || relay.continues(), epilogue);
            relay.finish(c, c0, ldc, m, n, blockColumns, epilogueRows, epilogue);
        } finally {
            this.relay = null;
            firstFinished = 0;
            set(null, 0, null, 0, 0, null, 0, false);
        }
    }

    private void set(
            float[] c, int ldc, float[] a, int aRow, int aColumn, float[] b, int ldb, boolean bT) {
        this.c = c;
        this.ldc = ldc;
        this.a = a;
        this.aRow = aRow;
        this.aColumn = aColumn;
        this.b = b;
        this.ldb = ldb;
        this.bT = bT;
    }

    /** Cᵀ = Bᵀ·Aᵀ. */
    private void transposed(
            float[] c, int c0, int ldc, float[] a, int a0, int lda, boolean aT, float[] b, int b0,
            int ldb, boolean bT, int row, int m, int column, int n, int k, boolean accumulate,
            Epilogue epilogue) {
        int ldt = roundUp(m, NR);
        transposed = grown(transposed, n * ldt);
        groups = grown(groups, m * GROUP);
        if (accumulate) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    transposed[j * ldt + i] = c[c0 + i * ldc + j];
                }
            }
        }
        set(transposed, ldt, b, bT ? ldb : 1, bT ? 1 : ldb, a, lda, !aT);
        loops(0, b0, a0, 0, n, 0, m, k, k, accumulate, Epilogue.NONE);
        boolean kept = c != null;
        results = kept ? results : grown(results, m * n);
        float[] to = kept ? c : results;
        int t0 = kept ? c0 : 0;
        int ldTo = kept ? ldc : n;
        for (int j = 0; j < n; j += GROUP) {
            int rows = Math.min(GROUP, n - j);
            packing.transpose(to, t0 + j, ldTo, transposed, j * ldt, ldt, rows, m, groups);
        }
        epilogue.apply(to, t0, ldTo, row, m, column, n);
    }

    /**
     * Loops ic, which most products go through once, jc and pc.
     *
     * @param blockedFor the depth for which blocks are chosen: k, or that of a relay's longest leg
     */
    private void loops(
            int c0, int a0, int b0, int row, int m, int column, int n, int k, int blockedFor,
            boolean accumulate, Epilogue epilogue) {
        packsB = blocking.packsB(bT, m, n, blockedFor);
        packsA = blocking.packsA(packsB, bT, m, n, blockedFor, aColumn);
        fetchesB = !packsB && blocking.fetches(m, n, blockedFor);
        inPlace = !packsB && blocking.mr() == MicroTile.STRIP && n >= NR;
        int kc = relay == null ? Math.min(blocking.depth(packsB, n, k), k) : blockedFor;
        boolean kept = c != null;
        int nc = kept ? blocking.blockColumns(packsA, kc) : blocking.passingColumns(packsA, kc);
        nc = Math.min(nc, n);
        blockColumns = nc;
        rowsBefore = 0;
        strip = grown(strip, MicroTile.STRIP * kc);
        int packed = packsB ? roundUp(nc, NR) / NR : 1;
        panels = grown(panels, packed * Packing.panelStep(kc));
        epilogueRows = kept ? blocking.mr() : blocking.passingRows(nc);
        passing = !kept && kc == k;
        int mc = kept || passing ? m : Math.min(m, blocking.heldRows(nc));
        if (!kept) {
            ldc = nc;
            int held = passing ? Math.min(m, epilogueRows + MicroTile.STRIP) : mc;
            results = grown(results, held * nc);
            c = results;
        }
        for (int ic = 0; ic < m; ic += mc) {
            int rows = Math.min(mc, m - ic);
            for (int jc = 0, columns; jc < n; jc += columns) {
                columns = Math.min(nc, n - jc);
                int to = kept ? c0 + jc : 0;
                int pc = 0;
                do { // once also for k = 0, which clears C
                    int depth = Math.min(kc, k - pc);
                    boolean last = pc + depth == k;
                    block(to, a0 + ic * aRow + pc * aColumn,
                            b0 + (bT ? jc * ldb + pc : jc + pc * ldb), row + ic, rows, column + jc,
                            columns, depth, accumulate || pc > 0, last ? epilogue : Epilogue.NONE);
                    pc += depth;
                } while (pc < k);
                rowsBefore += rows;
            }
        }
    }

    /** Loop ir: one block of B, all rows of A. */
    private void block(
            int c0, int a0, int b0, int row, int m, int column, int columns, int depth,
            boolean fromC, Epilogue epilogue) {
        int whole = columns / NR * NR;
        if (packsB) {
            packing.panels(panels, b, b0, ldb, bT, depth, columns);
        } else if (whole < columns && columns < Packing.panelWidth(columns - whole)) {
            packing.panels(panels, b, b0 + whole, ldb, false, depth, columns - whole);
        }
        if (fetchesB) {
            fetched = Packing.fetch(b, b0, ldb, depth, columns);
        }
        boolean lying = inPlace && columns >= NR;
        int begin = 0;
        for (int ir = 0, rows; ir < m; ir += rows) {
            int to = c0 + (passing ? ir - begin : ir) * ldc;
            int from = a0 + ir * aRow;
            MicroTile tile = lying ? null : tile(m - ir);
            rows = Math.min(lying ? Tiles.ROWS : tile.rows(), m - ir);
            if (relay != null) {
                relay.receive(rowsBefore + ir + rows);
            }
            if (lying) {
                panelsInPlace(to, from, b0, rows, columns, depth, fromC);
            } else {
                strip(tile, to, from, b0, rows, columns, depth, fromC);
            }
            if (relay != null) {
                relay.handOver(rowsBefore + ir + rows);
            }
            int end = ir + rows;
            if (end - begin >= epilogueRows || end == m) {
                int done = passing ? c0 : c0 + begin * ldc;
                int others = Math.max(0, firstFinished - column);
                if (others < columns) {
                    epilogue.apply(c, done + others, ldc, row + begin, end - begin,
                            column + others, columns - others);
                }
                begin = end;
            }
        }
    }

    /** One strip of A, packed or where it lies; strips of fewer rows than a tall tile always are. */
    private void strip(
            MicroTile tile, int c0, int a0, int b0, int rows, int columns, int depth,
            boolean fromC) {
        if (packsA || rows < MicroTile.STRIP) {
            packing.strip(strip, a, a0, aRow, aColumn, rows, depth);
            panels(tile, c0, strip, 0, 1, MicroTile.STRIP, b0, rows, columns, depth, fromC);
        } else {
            panels(tile, c0, a, a0, aRow, aColumn, b0, rows, columns, depth, fromC);
        }
    }

    /** The tile for the next strip: tall where that wastes few of its rows. */
    private MicroTile tile(int rowsLeft) {
        boolean twoLow = rowsLeft > MicroTile.STRIP && rowsLeft <= 2 * MicroTile.LOW;
        if (blocking.mr() == MicroTile.LOW || rowsLeft <= MicroTile.LOW || twoLow) {
            return MicroTile5x2.INSTANCE;
        }
        boolean columns = packsA || aRow == 1 || rowsLeft < MicroTile.STRIP;
        return columns ? MicroTile8x2Columns.INSTANCE : MicroTile8x2Rows.INSTANCE;
    }

    /** Loop jr where the operands are read where they lie: panels of two to four vectors. */
    private void panelsInPlace(
            int c0, int a0, int b0, int rows, int columns, int depth, boolean fromC) {
        int jr = 0;
        while (columns - jr >= NR || columns - jr > 0 && !fromC) {
            int vectors = Tiles.vectors(jr, columns, fromC);
            MicroTile tile = Tiles.tile(vectors, rows);
            int from = Math.min(jr, columns - tile.columns());
            tile.run(c, c0 + from, ldc, rows, a, a0, aRow, aColumn, b, b0 + from, ldb, depth,
                    fromC);
            jr = from + tile.columns();
        }
        if (jr < columns) {
            edge(Tiles.tile(2, rows), jr, c0, a, a0, aRow, aColumn, b0, rows, columns, depth, true);
        }
    }

    /** Loop jr: one strip of A, all panels of a block of B. */
    private void panels(
            MicroTile tile, int c0, float[] x, int x0, int xRow, int xColumn, int b0, int rows,
            int columns, int depth, boolean fromC) {
        float[] y = packsB ? panels : b;
        int yStep = packsB ? NR : ldb;
        int width = tile.columns();
        int jr = 0;
        for (; jr <= columns - width; jr += width) {
            tile.run(c, c0 + jr, ldc, rows, x, x0, xRow, xColumn, y,
                    packsB ? jr / NR * Packing.panelStep(depth) : b0 + jr, yStep, depth, fromC);
        }
        if (jr < columns) {
            edge(edgeTile(tile, columns - jr), jr, c0, x, x0, xRow, xColumn, b0, rows, columns,
                    depth, fromC);
        }
    }

    /**
     * The columns from {@code whole} on, fewer than a tile has. A tile that reads B where it lies
     * reaches back over columns before them, whose sums are the same again; but where sums go on
     * from C, or B is packed, it computes in scratch memory.
     */
    private void edge(
            MicroTile tile, int whole, int c0, float[] x, int x0, int xRow, int xColumn, int b0,
            int rows, int columns, int depth, boolean fromC) {
        int width = columns - whole;
        int step = tile.columns();
        boolean lying = !packsB && step <= columns;
        int from = lying ? columns - step : whole;
        float[] y = lying ? b : panels;
        int y0 = lying ? b0 + from : packsB ? whole / NR * Packing.panelStep(depth) : 0;
        int yStep = lying ? ldb : step;
        if (lying && !fromC) {
            tile.run(c, c0 + from, ldc, rows, x, x0, xRow, xColumn, y, y0, yStep, depth, false);
            return;
        }
        if (fromC) {
            Rows.copy(c, c0 + whole, ldc, edge, whole - from, NR, rows, width);
        }
        tile.run(edge, 0, NR, rows, x, x0, xRow, xColumn, y, y0, yStep, depth, fromC);
        Rows.copy(edge, whole - from, NR, c, c0 + whole, ldc, rows, width);
    }

    /** The tile for a last panel of such a width beside others. */
    private static MicroTile edgeTile(MicroTile tile, int width) {
        if (Packing.panelWidth(width) == NR) {
            return tile;
        }
        return tile.rows() == MicroTile.LOW ? MicroTile5x1.INSTANCE : MicroTile8x1.INSTANCE;
    }

    private static float[] grown(float[] buffer, int length) {
        return buffer.length >= length ? buffer : new float[length];
    }

    private static int roundUp(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }
}
