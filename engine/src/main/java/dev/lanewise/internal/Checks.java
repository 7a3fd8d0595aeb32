package dev.lanewise.internal;

import java.util.Objects;

/** Argument checks whose messages name the argument, the value found and what was expected. */
public final class Checks {
    /** Elements of the largest array that every JVM can allocate. */
    public static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** More threads than that share a product badly. */
    private static final int MAX_THREADS = 256;

    private Checks() {}

    /**
     * Demands a condition of an argument.
     *
     * @throws IllegalArgumentException where the condition does not hold
     */
    public static void require(boolean condition, String name, Object value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + expected);
        }
    }

    /**
     * As {@link #require(boolean, String, Object, String)}, boxing the value only for the message.
     */
    public static void require(boolean condition, String name, long value, String expected) {
        if (!condition) {
            require(false, name, (Object) value, expected);
        }
    }

    /**
     * As {@link #require(boolean, String, Object, String)}, boxing the value only for the message.
     */
    public static void require(boolean condition, String name, double value, String expected) {
        if (!condition) {
            require(false, name, (Object) value, expected);
        }
    }

    /** Demands that a size is not negative. */
    public static void size(String name, int value) {
        require(value >= 0, name, value, "at least 0");
    }

    /** Demands that {@code length} elements from {@code offset} on lie inside the array. */
    public static void slice(String name, float[] array, int offset, long length) {
        Objects.requireNonNull(array, name);
        if (offset < 0 || length > array.length - (long) offset) {
            throw new IndexOutOfBoundsException(
                    name + " has " + array.length + " elements, expected at least " + length
                            + " from offset " + offset + " on");
        }
    }

    /** Demands a number of threads that a team can have. */
    public static void threads(int threads) {
        boolean inRange = threads >= 1 && threads <= MAX_THREADS;
        require(inRange, "threads", threads, "from 1 to " + MAX_THREADS);
    }

    /**
     * Demands that a row-major matrix with a leading dimension lies inside the array.
     *
     * <p>The last row ends with its last column, not with the leading dimension.
     */
    public static void matrix(
            String name, float[] array, int offset, int leading, int rows, int columns) {
        Objects.requireNonNull(array, name);
        if (leading < columns) {
            throw new IllegalArgumentException(
                    "leading dimension of " + name + " is " + leading + ", expected at least "
                            + columns + ", its number of columns");
        }
        long length = rows == 0 || columns == 0 ? 0 : (rows - 1L) * leading + columns;
        if (offset < 0 || length > array.length - (long) offset) {
            throw new IndexOutOfBoundsException(
                    name + " has " + array.length + " elements, expected at least " + length
                            + " from offset " + offset + " on for " + rows + " × " + columns
                            + " with leading dimension " + leading);
        }
    }
}
