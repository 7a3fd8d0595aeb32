package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A slice in the middle of a larger array with canaries on both sides. */
public record Slice(float[] array, int offset, int length) {
    private static final int MARGIN = 37;
    private static final float CANARY = Float.intBitsToFloat(0x7fc0_ca4a);

    /** A slice of NaN: what an overwriting kernel must not read. */
    public static Slice ofNaN(int length) {
        float[] array = new float[MARGIN + length + MARGIN + 3];
        Arrays.fill(array, CANARY);
        return new Slice(array, MARGIN, length);
    }

    /** A slice with the given values. */
    public static Slice of(float... values) {
        Slice slice = ofNaN(values.length);
        System.arraycopy(values, 0, slice.array, slice.offset, values.length);
        return slice;
    }

    /** Uniform values in [-scale, scale). */
    public static Slice random(long seed, int length, float scale) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * scale);
        }
        return of(values);
    }

    /** A slice of its own with the same values. */
    public Slice copy() {
        return new Slice(array.clone(), offset, length);
    }

    /** The values, without the canaries. */
    public float[] values() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The rows of a matrix, so far apart that they have canaries between them. */
    public Slice spread(int rows, int columns, int ld) {
        Slice result = ofNaN(rows * columns == 0 ? 0 : (rows - 1) * ld + columns);
        for (int r = 0; r < rows && columns > 0; r++) {
            int to = result.offset + r * ld;
            System.arraycopy(array, offset + r * columns, result.array, to, columns);
        }
        return result;
    }

    /** The rows of a matrix that were {@link #spread}, one right after the other again. */
    public Slice gathered(int rows, int columns, int ld) {
        Slice result = ofNaN(rows * columns);
        for (int r = 0; r < rows && columns > 0; r++) {
            int to = result.offset + r * columns;
            System.arraycopy(array, offset + r * ld, result.array, to, columns);
        }
        return result;
    }

    /** Asserts that nothing was written between rows that were {@link #spread}. */
    public void assertGaps(int columns, int ld, String what) {
        for (int i = 0; i < length; i++) {
            if (i % ld >= columns) {
                assertEquals(
                        Float.floatToRawIntBits(CANARY),
                        Float.floatToRawIntBits(array[offset + i]),
                        what + ": wrote between its rows, at " + i);
            }
        }
    }

    /** Asserts that nothing outside the slice was written. */
    public void assertCanaries(String what) {
        for (int i = 0; i < array.length; i++) {
            if (i < offset || i >= offset + length) {
                assertEquals(
                        Float.floatToRawIntBits(CANARY),
                        Float.floatToRawIntBits(array[i]),
                        what + ": wrote outside of its slice, at " + (i - offset));
            }
        }
    }

    /** Asserts equal bits, all NaNs alike. */
    public void assertSameBits(Slice other, String what) {
        assertEquals(length, other.length, what);
        for (int i = 0; i < length; i++) {
            float mine = array[offset + i];
            float theirs = other.array[other.offset + i];
            if (Float.floatToIntBits(mine) != Float.floatToIntBits(theirs)) {
                assertEquals(mine, theirs, what + " at " + i);
                assertEquals(
                        Float.floatToIntBits(mine), Float.floatToIntBits(theirs),
                        what + " at " + i);
            }
        }
    }
}
