package dev.lanewise.kernel.vector;

/**
 * Tile and cache blocks of the matrix product: the tuning table, one row for each number of
 * vector registers.
 *
 * <p>The names are those of the BLIS papers (Van Zee and van de Geijn, "BLIS: a framework for
 * rapidly instantiating BLAS functionality", 2015): a micro-tile of {@code mr} rows by two vectors,
 * a block of {@code mc × kc} of A for the second-level cache, panels of {@code kc × nr} of B for
 * the first.
 *
 * @param mr rows of the micro-tile
 * @param packsA whether strips of A are packed before use, or read where they lie
 * @param mc rows of a block of A, a multiple of mr
 * @param kc depth of a block
 * @param nc columns of a packed block of B, a multiple of nr
 * @param unpackedRows products of at most so many rows read B where it lies
 * @param unpackedLeading B is also read where it lies if its rows are at most so far apart
 */
record Blocking(
        int mr, boolean packsA, int mc, int kc, int nc, int unpackedRows, int unpackedLeading) {
    /** Columns of the micro-tile, two vectors: {@code nr} in the papers. */
    static final int NR = 2 * Lanes.COUNT;

    // kc · nr floats are 32 KB or less, mc · kc floats 160 to 256 KB.

    /**
     * 8 × 2 accumulators, two vectors of B, a broadcast and the addresses of eight rows of A fit,
     * and C2 kept them in registers in every JVM tried.
     */
    static final Blocking REGISTERS_32 = new Blocking(8, false, 256, 256, 1024, 16, 512);

    /** 5 × 2 with packed A is the largest tile that C2 was not seen to spill. */
    static final Blocking REGISTERS_16 = new Blocking(5, true, 160, 256, 1024, 10, 0);

    /** The row for this process: 512 bits come with 32 registers, less must count on 16. */
    static final Blocking CURRENT = Lanes.COUNT >= 16 ? REGISTERS_32 : REGISTERS_16;

    /** The micro-tile of two vectors a row. */
    MicroTile tile() {
        return mr == 8 ? new MicroTile8x2() : new MicroTile5x2();
    }

    /** The micro-tile of one vector a row, for what is left at the right edge. */
    MicroTile narrowTile() {
        return mr == 8 ? new MicroTile8x1() : new MicroTile5x1();
    }
}
