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
    /**
     * 120 KB in all: more than most first-level caches hold, half of the smallest second-level
     * cache of a processor with vectors worth the name.
     */
    private static final int CACHE = 10 << 10;

    /**
     * 64 MB each, 192 in all: several times a third-level cache of 32 MB. Where that cache is so
     * large that it holds a part of them, this shows more than the memory gives.
     */
    private static final int MEMORY = 16 << 20;

    /** What the arrays of {@link #inMemory} take. */
    public static final long MEMORY_BYTES = 3L * Float.BYTES * MEMORY;

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

    /** Over arrays that stay in the first two levels of cache. */
    public static Triad inCache() {
        return new Triad(CACHE);
    }

    /** Over arrays that no cache holds. Takes {@link #MEMORY_BYTES} of the heap. */
    public static Triad inMemory() {
        return new Triad(MEMORY);
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
