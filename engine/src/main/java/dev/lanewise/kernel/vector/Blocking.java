package dev.lanewise.kernel.vector;

/**
 * Tile, cache blocks and thresholds of the matrix product: the tuning table, one row for each
 * number of vector registers.
 *
 * <p>The names are those of the BLIS papers (Van Zee and van de Geijn, "BLIS: a framework for
 * rapidly instantiating BLAS functionality", 2015): a micro-tile of {@code mr} rows by two vectors,
 * a strip of {@code mr × kc} of A, a block of {@code kc × nc} of B that streams past it from the
 * second-level or third-level cache in panels of two vectors' columns.
 *
 * @param mr rows of the micro-tile
 * @param packedColumns products of at least so many columns, whose A lies in columns, pack their
 *     strips of it, whatever its size ({@link #packsA}); low tiles read no others in any product
 * @param kc depth of a block of B
 * @param packedNc columns of a block of B where A is packed, a multiple of nr
 * @param unpackedSize a B of at most so many floats is read where it lies, unless the product has
 *     more than {@code unpackedWork} multiply-adds
 * @param unpackedWork see there
 * @param unpackedRows products of at most so many rows read B where it lies, whatever its size
 * @param streamedSize a B of at least so many floats, read where it lies, is taken in blocks of
 *     {@code streamedDepth}
 * @param streamedDepth depth of a block of such a B
 */
record Blocking(
        int mr,
        int packedColumns,
        int kc,
        int packedNc,
        int unpackedSize,
        int unpackedWork,
        int unpackedRows,
        int streamedSize,
        int streamedDepth) {
    /** Columns of the micro-tile, two vectors: {@code nr} in the papers. */
    static final int NR = 2 * Lanes.COUNT;

    /** A C of at most so many columns may be computed as its transpose. */
    static final int NARROW = 3 * NR / 4;
    /** The same where A must be transposed for it. */
    private static final int NARROWER = 5 * NR / 16;
    /** An A of at most so many floats is transposed for {@link TenColumns}: 2 MB. */
    private static final int TRANSPOSED_SIZE = 1 << 19;
    /** A B of at most so many columns may lie as a single run: {@code nn.PanelPass.COLUMNS}. */
    private static final int RUN = 64;

    /** Floats of B and of C of the largest product that {@link SmallProduct} takes. */
    private static final int SMALL = 1 << 14;
    /** Floats of its A. */
    private static final int SMALL_A = 1 << 16;
    /** Floats of B and of C where they have fewer columns than a tile, and may be copied. */
    static final int SMALL_PANEL = 1 << 10;
    /** The same where B has to be transposed. */
    private static final int SMALL_TRANSPOSED = 1 << 8;

    /** An A of at least so many floats is packed: 2 MB. */
    private static final int PACKED_SIZE = 1 << 19;
    /** In products of so many columns. */
    private static final int PACKED_SIZE_COLUMNS = 512;
    /** An A that lies in rows is packed beside rows of B of so many columns: {@link #wideBlocks}. */
    private static final int WIDE = 1 << 10;
    /** Floats of 4 KB: {@link #clash}. */
    private static final int CLASHING = 1 << 10;
    /** So many steps of k that clash are packed. */
    private static final int CLASHING_STEPS = 256;
    /** In products of so many columns. */
    private static final int CLASHING_COLUMNS = 1 << 10;

    /** Floats of a block of B where A is not packed: 512 KB. */
    private static final int HELD_BLOCK = 1 << 17;
    /** Floats, of a block of B or of C, where products go to an epilogue alone: 4 MB. */
    private static final int PASSING_BLOCK = 1 << 20;
    /** Floats that such an epilogue gets at once: 256 KB. */
    private static final int PASSED = 1 << 16;

    /** Rows of weights in a band at least: steps of k of a member's leg. */
    private static final int BAND = 1 << 6;
    /** Rows of a batch at least, for each member, and at most, for which weights are kept in bands. */
    private static final int BANDED_ROWS = 4;
    private static final int MOST_BANDED_ROWS = 1 << 9;
    /** Multiply-adds of one of the products at most. */
    private static final int BANDED_WORK = 1 << 29;
    /** Members of the team at most. */
    private static final int BANDED_MEMBERS = 4;

    // Where the numbers come from:
    // kc: C is read and written once in 512 steps of k, and a strip of 8 × 512 floats is 16 KB.
    // Fewer lanes take longer for the same steps, and 256 of them leave room in both caches.
    // packedNc: strips are packed anew for every block, so blocks are wider, 4 MB in the third-level
    // cache. packedColumns: where A lies in columns, more of them share the cost of a strip's copy, and
    // blocks of C are whole rows. PACKED_SIZE: blocks of B that stay in the second-level cache pass by
    // all of A, which comes from behind that cache each time where it is large. WIDE: blocks
    // that wide are packed in whole rows of B, at half the cost; where k takes one block only, or B
    // has more columns than packedNc, it was no gain (docs/experiments.md, Strips of A).
    // unpackedSize: 256 KB, unpackedWork: 256³. Packing costs 10 to 14 rows; above these, and more so
    // where operands come from the third-level cache, as in a training step, it wins 2 to 15 per
    // cent of the product. With 16 registers it always wins. unpackedRows: fewer do not pay for it.
    // streamedSize: 8 MB; the caches do not hold a B of 16 MB for us, but one of 4 MB.
    // streamedDepth: with 32 registers, a B that does not fit into the caches is fetched in blocks of
    // whole rows, up to 4096 columns; C comes from the second-level cache once for each of them.

    // SMALL and SMALL_A: 64 KB of B and of C and 256 KB of A, which the second-level cache holds
    // together. SMALL_PANEL: what is copied as quickly as packed. SMALL_TRANSPOSED: value by value, so
    // less.
    // CLASHING_STEPS: steps that clash lie on a page each, and as columns of cache lines in the caches,
    // of which the second-level cache holds 256. Fewer do not pay for the copies.
    // HELD_BLOCK: half of a second-level cache of 1 MB, in which it stays while all strips of A pass
    // by. PASSING_BLOCK: whole rows, of 4 KB, of a gradient of 1024 × 1024 × 256 instead of half ones
    // took 6 per cent off a training step. PASSED: weights that are updated stream through the
    // second-level cache, push the operands out of it, and are fetched ahead well only in long runs;
    // docs/experiments.md has the figures.

    // BAND, BANDED_ROWS, MOST_BANDED_ROWS, BANDED_WORK: measured on two threads (docs/experiments.md,
    // Weights that stay with a thread). Where each line of the weights is computed with for long, it
    // matters little whose it was. BANDED_MEMBERS: counted, not measured. Each member of a relay
    // starts a strip, of eight rows at most, after the one before it: 8·(members - 1)/(3·rows) of the
    // time of the three products. Lines that went to and fro took 16/rows of it and more.

    /**
     * 8 × 2 accumulators, two vectors of B and a broadcast fit, and C2 kept them in registers in
     * every JVM tried. Operands that are read where they lie have {@link Tiles}.
     */
    static final Blocking REGISTERS_32 =
            new Blocking(8, 1536, 512, 2048, 1 << 16, 1 << 24, 32, 2 << 20, 32);

    /** 5 × 2 with packed A is the largest tile that C2 was not seen to spill. */
    static final Blocking REGISTERS_16 =
            new Blocking(5, 0, 256, 2048, 0, 0, 10, 2 << 20, 16);

    /** Refuses blocks that the micro-tiles do not bear. */
    Blocking {
        if (Math.max(kc, streamedDepth) > MicroTile.DEEPEST) {
            throw new IllegalArgumentException(
                    "kc is " + kc + " and streamedDepth " + streamedDepth + ", expected at most "
                            + MicroTile.DEEPEST);
        }
    }

    /**
     * Whether C is computed as its transpose, which needs Aᵀ: where A lies as {@code m × k}, that
     * costs as much as the lanes save at ten of 32 columns, and more where its rows lie so far
     * apart that the first-level cache cannot hold sixteen of them side by side.
     */
    boolean changesSides(boolean aT, int m, int n, int k) {
        return aT
                ? n <= NARROW && m >= NR && k > 0
                : n <= NARROWER && m >= 2 * NR && k > 0 && k <= kc;
    }

    /**
     * Whether a C of one column, whose values lie side by side, is computed as a row, its transpose.
     * A small A, unless it is transposed already, is left as it is: with {@link RowDots} some JVMs
     * were slow for long in a small network (docs/experiments.md, One column).
     */
    boolean becomesRow(boolean aT, int m, int n, int k) {
        return n == 1 && m > 1 && (aT || (long) m * k > SMALL_A && k >= Lanes.COUNT);
    }

    /**
     * Whether a product is left to {@link SmallProduct}, whose tiles read A where it lies and so
     * want 32 registers. A B that lies transposed is left to it where its rows are not whole
     * vectors: else shuffles are faster.
     */
    boolean isSmall(boolean aT, boolean bT, int m, int n, int k) {
        if (mr != MicroTile.STRIP || bT && (n > NR || k % Lanes.COUNT == 0)) {
            return false;
        }
        int most = bT ? SMALL_TRANSPOSED : n < NR ? SMALL_PANEL : SMALL;
        return (long) k * n <= most && (long) m * n <= most && k <= kc
                && (long) m * k <= SMALL_A && !changesSides(aT, m, n, k);
    }

    /**
     * Whether strips of A, {@code m × k}, are packed in a product of n columns: with 32 registers
     * only beside a packed B. Steps of k lie {@code aColumn} apart in A, more than 1 where it lies in
     * columns.
     */
    boolean packsA(boolean packsB, boolean bT, int m, int n, int k, int aColumn) {
        boolean large = n >= PACKED_SIZE_COLUMNS && (long) m * k >= PACKED_SIZE;
        boolean clashing = n >= CLASHING_COLUMNS && k >= CLASHING_STEPS && clash(aColumn);
        boolean pays = aColumn > 1 ? n >= packedColumns || clashing : !bT && wideBlocks(n, k);
        return mr == MicroTile.LOW || packsB && (large || pays);
    }

    /** Whether the rows of B, as it lies, are those of the wide blocks that a packed A comes with. */
    private boolean wideBlocks(int n, int k) {
        return n >= WIDE && n <= packedNc && k > kc;
    }

    /** Whether rows so far apart, a multiple of 4 KB, share a set of the first-level cache. */
    static boolean clash(int step) {
        return step % CLASHING == 0;
    }

    /** Columns of a block of B of so many rows. */
    int blockColumns(boolean packsA, int depth) {
        return packsA ? packedNc : columnsOf(HELD_BLOCK, depth);
    }

    /** The same where the product goes to an epilogue alone: whole rows, if possible. */
    int passingColumns(boolean packsA, int depth) {
        return Math.max(blockColumns(packsA, depth), columnsOf(PASSING_BLOCK, depth));
    }

    /** Whole panels of so many rows in a block of such a size. */
    private static int columnsOf(int block, int depth) {
        return block / Math.max(1, depth) / NR * NR;
    }

    /** Rows, of so many columns, that such an epilogue gets at once: whole strips. */
    int passingRows(int columns) {
        return Math.max(1, PASSED / columns / mr) * mr;
    }

    /** Rows, of so many columns, of such a product whose sums take several blocks of B. */
    int heldRows(int columns) {
        return Math.max(1, PASSING_BLOCK / columns / mr) * mr;
    }

    /**
     * Whether B of k × n is packed in a product of m rows, as it always is where it lies
     * transposed.
     */
    boolean packsB(boolean bT, int m, int n, int k) {
        boolean reads = (long) k * n <= unpackedSize && (double) m * n * k <= unpackedWork;
        return bT || m > unpackedRows && !reads;
    }

    /**
     * Whether blocks of a B of k × n that is read where it lies are fetched before m rows go over
     * them: it costs as much as a row or two where they are in the cache already. With 16 registers
     * memory is waited for less, since rows take longer.
     */
    boolean fetches(int m, int n, int k) {
        return m > unpackedRows || mr == MicroTile.STRIP && m >= Tiles.ROWS && streams(n, k);
    }

    /** Whether a B of k × n, read where it lies, does not fit into the caches. */
    private boolean streams(int n, int k) {
        return (long) k * n >= streamedSize;
    }

    /**
     * Whether a single row goes over B by {@link RowSweep}. With 32 registers, a B that lies as a
     * single run, as predictors lay out their weights for single rows, is left to the micro-tile,
     * which need not go back to C.
     */
    boolean sweeps(boolean bT, int m, int n) {
        return m == 1 && !bT && (n > RUN || mr == MicroTile.LOW);
    }

    /**
     * Whether C is computed by {@link TenColumns}. An A of more than 2 MB
     * comes faster along its rows, as the other tiles read it.
     */
    boolean hasTenColumns(boolean aT, boolean bT, int m, int n, int k) {
        return !aT && !bT && n == TenColumns.COLUMNS && k > 0 && m >= Lanes.COUNT
                && (long) m * k <= TRANSPOSED_SIZE && mr == MicroTile.STRIP && Lanes.COUNT == 16;
    }

    /**
     * Whether C is computed by {@link ShallowProduct}, which overwrites it, as input gradients are.
     */
    boolean isShallow(boolean bT, int k, boolean accumulate) {
        return bT && k == ShallowProduct.DEPTH && !accumulate && mr == MicroTile.STRIP
                && Lanes.COUNT == 16;
    }

    /** Whether a single row of C is computed by {@link RowDots}. */
    boolean isRowOfDots(boolean bT, int m, int k) {
        return bT && m == 1 && k >= Lanes.COUNT && mr == MicroTile.STRIP && Lanes.COUNT == 16;
    }

    /**
     * Rows of weights that each of so many members of a team keeps, in all three products of a
     * training step of so many rows; 0 where each product is shared out for itself. There is a band
     * for every member.
     */
    int bandRows(int members, int inputs, int outputs, int rows) {
        int band = part(inputs, members, mr);
        boolean inMemory = rows <= unpackedRows && streams(outputs, inputs);
        boolean pays = members <= BANDED_MEMBERS && outputs > NARROW && !inMemory
                && band >= BAND && band <= MicroTile.DEEPEST
                && rows >= BANDED_ROWS * members && rows <= MOST_BANDED_ROWS
                && (double) rows * inputs * outputs <= BANDED_WORK;
        return pays ? band : 0;
    }

    /**
     * Columns of C that each of these members has, where weights are kept in bands: of dY·Wᵀ, and of
     * X·W what it finishes; whole vectors, as nearly the rows of a band as these allow.
     */
    static int bandColumns(int members, int columns) {
        return part(columns, members, Lanes.COUNT);
    }

    /** The largest of so many parts of a size, in whole units. */
    static int part(int size, int parts, int unit) {
        long units = Math.ceilDiv((long) size, unit);
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(units, parts) * unit);
    }

    /** Depth of a block of B. */
    int depth(boolean packed, int n, int k) {
        return !packed && streams(n, k) ? streamedDepth : kc;
    }

    /** The row for this process. */
    static final Blocking CURRENT = of(Lanes.COUNT, System.getProperty("os.arch"));

    /**
     * The row for so many lanes of float on such a processor, a value of {@code os.arch}: AArch64 has
     * 32 registers for vectors of any width, x86-64 for those of 512 bits. For narrower ones it has
     * them, too, where it knows AVX-512, but a program cannot ask for that.
     */
    static Blocking of(int lanes, String architecture) {
        return lanes >= 16 || "aarch64".equals(architecture) ? REGISTERS_32 : REGISTERS_16;
    }
}
