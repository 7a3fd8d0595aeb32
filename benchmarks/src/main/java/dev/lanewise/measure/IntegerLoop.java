package dev.lanewise.measure;

/**
 * Additions and exclusive-ors in eight independent chains: as many instructions a cycle as a core
 * executes.
 *
 * <p>FMA chains need one or two instructions a cycle and do not notice that the other hyper-thread
 * of the core serves somebody else; a dense kernel, which needs four or five, then loses up to half
 * of its speed, and so does this loop. The two operations alternate because C2 knows a closed form
 * for a chain of additions of one value.
 */
final class IntegerLoop {
    /** Turns of the loop: some 20 microseconds. */
    private static final int TURNS = 16_000;

    /** Operations of a run. */
    static final int OPERATIONS = 16 * TURNS;

    private static final int MASK = 0x5BD1E995;

    private IntegerLoop() {}

    /** Runs the loop; the result is of no interest, but must be used. */
    static int run(int step) {
        int c0 = step;
        int c1 = step + 1;
        int c2 = step + 2;
        int c3 = step + 3;
        int c4 = step + 4;
        int c5 = step + 5;
        int c6 = step + 6;
        int c7 = step + 7;
        for (int turn = 0; turn < TURNS; turn++) {
            c0 = c0 + step ^ MASK;
            c1 = c1 + step ^ MASK;
            c2 = c2 + step ^ MASK;
            c3 = c3 + step ^ MASK;
            c4 = c4 + step ^ MASK;
            c5 = c5 + step ^ MASK;
            c6 = c6 + step ^ MASK;
            c7 = c7 + step ^ MASK;
        }
        return c0 ^ c1 ^ c2 ^ c3 ^ c4 ^ c5 ^ c6 ^ c7;
    }
}
