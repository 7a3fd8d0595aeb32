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

    private Tiles() {}

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
    static MicroTile tile(int vectors, int rowsLeft) {
        return switch (vectors) {
            case 4 -> rowsLeft > 2
                    ? MicroTile4x4.INSTANCE
                    : rowsLeft == 2 ? MicroTile2x4.INSTANCE : MicroTile1x4.INSTANCE;
            case 3 -> MicroTile4x3.INSTANCE;
            default -> rowsLeft > 2 ? MicroTile4x2.INSTANCE : MicroTile2x2.INSTANCE;
        };
    }
}
