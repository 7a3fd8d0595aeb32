package dev.lanewise.internal;

/** Class indices as targets: one float a row. */
public final class ClassIndices {
    private ClassIndices() {}

    /**
     * Demands that each of {@code rows} targets, {@code stride} apart, is the index of one of so
     * many classes, or the ignored number. Without an error it allocates nothing.
     *
     * @param ignored NaN where there is none
     * @throws IllegalArgumentException with row, value and range
     */
    public static void check(
            float[] targets, int offset, int stride, int rows, int classes, float ignored) {
        for (int row = 0; row < rows; row++) {
            check(row, targets[offset + row * stride], classes, ignored);
        }
    }

    /** Demands the same of the target of one row. */
    public static void check(int row, float target, int classes, float ignored) {
        int index = (int) target;
        // NaN becomes 0 and what is too large for an int another number: so neither is equal
        boolean valid = index >= 0 && index < classes && index == target;
        if (!valid && target != ignored) {
            throw new IllegalArgumentException(
                    "target of row " + row + " is " + target
                            + ", expected a class index, a whole number from 0 to " + (classes - 1)
                            + (Float.isNaN(ignored) ? "" : ", or " + (int) ignored
                                    + " for a row to be ignored"));
        }
    }
}
