package dev.lanewise.internal;

/** Class indices as targets: one float a row. */
public final class ClassIndices {
    private ClassIndices() {}

    /**
     * Demands that each of {@code rows} targets is the index of one of so many classes. Without an
     * error it allocates nothing.
     *
     * @throws IllegalArgumentException with row, value and range
     */
    public static void check(float[] targets, int offset, int rows, int classes) {
        for (int row = 0; row < rows; row++) {
            float target = targets[offset + row];
            int index = (int) target;
            // NaN becomes 0 and what is too large for an int another number: so neither is equal
            if (index < 0 || index >= classes || index != target) {
                throw new IllegalArgumentException(
                        "target of row " + row + " is " + target
                                + ", expected a class index, a whole number from 0 to "
                                + (classes - 1));
            }
        }
    }
}
