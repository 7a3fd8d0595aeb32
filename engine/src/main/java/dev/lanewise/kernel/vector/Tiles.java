package dev.lanewise.kernel.vector;

/**
 * The micro-tiles of products with 32 registers whose operands are read where they lie: four rows by
 * two to four vectors, and lower ones for the last rows.
 */
final class Tiles {
    /** Rows of a strip. */
    static final int ROWS = 4;

    private static final int N = Lanes.COUNT;
    private static final int WIDEST = 4;
    private static final int NARROWEST = 2;

    private final MicroTile single = new MicroTile1x4();
    private final MicroTile widest = new MicroTile4x4();
    private final MicroTile wide = new MicroTile4x3();
    private final MicroTile narrow = new MicroTile4x2();
    private final MicroTile lowWidest = new MicroTile2x4();
    private final MicroTile low = new MicroTile2x2();

    /**
     * Vectors of the next panel, two to four, of a C of at least two. A last panel may reach back
     * over columns before it, but not over the beginning of C.
     *
     * @param column where the panel begins
     * @param columns columns of C
     * @param whole whether no panel may reach back: at least two vectors are left then
     */
    static int vectors(int column, int columns, boolean whole) {
        int left = columns - column;
        int vectors = whole ? left / N : (left + N - 1) / N;
        if (vectors == WIDEST + 1) {
            return WIDEST - 1; // and two, as a tile of one vector would be limited by its loads
        }
        vectors = Math.min(vectors, WIDEST);
        return vectors * N > columns ? NARROWEST : Math.max(vectors, NARROWEST);
    }

    /** The tile for the next rows of a panel of so many vectors. */
    MicroTile tile(int vectors, int rowsLeft) {
        return switch (vectors) {
            case 4 -> rowsLeft > 2 ? widest : rowsLeft == 2 ? lowWidest : single;
            case 3 -> wide;
            default -> rowsLeft > 2 ? narrow : low;
        };
    }
}
