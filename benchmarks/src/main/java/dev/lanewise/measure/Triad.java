package dev.lanewise.measure;

import java.util.Arrays;

/**
 * The loop a = b + s·c over arrays of one size, the yardstick of kernels that do little more than
 * move memory: McCalpin's STREAM triad. C2 makes vectors of it.
 *
 * <p>It counts what the loop names, two floats read and one written, as the benchmarks count their
 * own traffic. That a line of a is fetched before it is written costs time and is not counted, here
 * and there alike.
 */
public final class Triad {
    /** How large the arrays are. */
    public enum Size {
        /**
         * 120 KB in all: more than most first-level caches hold, half of the smallest second-level
         * cache of a processor with vectors worth the name.
         */
        CACHE(10 << 10),
        /** 8 MB in all: beyond second-level caches, within most third-level ones. */
        MIDDLE(683 << 10),
        /**
         * 192 MB in all: several times a third-level cache of 32 MB. Where that cache is so large
         * that it holds a part of them, this shows more than the memory gives.
         */
        MEMORY(16 << 20);

        private final int floats;

        Size(int floats) {
            this.floats = floats;
        }

        /** What the three arrays take. */
        public long bytes() {
            return 3L * Float.BYTES * floats;
        }

        /** Such as {@code 8 MB}. */
        @Override
        public String toString() {
            return bytes() >> 20 > 0 ? (bytes() >> 20) + " MB" : (bytes() >> 10) + " KB";
        }
    }

    private static final int READING_NANOS = 100_000;

    private final float[] a;
    private final float[] b;
    private final float[] c;

    private Triad(int floats) {
        a = new float[floats];
        b = new float[floats];
        c = new float[floats];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
    }

    /** Over arrays of this size, taken from the heap. */
    public static Triad of(Size size) {
        return new Triad(size.floats);
    }

    /** Thousands of millions of bytes a second, in passes of a tenth of a millisecond in all. */
    public double read() {
        long start = System.nanoTime();
        long bytes = 0;
        long elapsed;
        do {
            pass(a, b, c, 0.5f);
            bytes += 3L * Float.BYTES * a.length;
            elapsed = System.nanoTime() - start;
        } while (elapsed < READING_NANOS);
        return (double) bytes / elapsed;
    }

    private static void pass(float[] a, float[] b, float[] c, float s) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + s * c[i];
        }
    }
}
