package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * What a training step does to flat arrays besides its products: sums, scaling, clamping, averages
 * and norms, each in one pass over memory.
 *
 * <p>Element by element with exactly rounded operations, and the one sum in an order that the slice
 * alone decides: twins give equal bits at any lane width. A kernel has no state, so several threads
 * may use one, each for slices of its own. Two arrays of a call may be the same one at the same
 * offset; otherwise slices must not overlap, which is not checked.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#arraySweeps}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class ArraySweeps {
    /**
     * Elements of a chunk of {@link #sumOfSquares}: 16 KB, which stay in the first-level cache.
     */
    public static final int CHUNK = 4096;

    /** Virtual lanes of a sum, whatever the hardware has. */
    protected static final int LANES = 16;

    /** For the twins. */
    protected ArraySweeps() {}

    /**
     * y = y + x, the sum of a residual connection. 12 bytes an element go through memory.
     *
     * @param y n values, updated
     * @param x n values
     */
    public final void add(float[] y, int yOffset, float[] x, int xOffset, int n) {
        check("y", y, yOffset, "x", x, xOffset, n);
        runAdd(y, yOffset, x, xOffset, n);
    }

    /**
     * x = factor·x. 8 bytes an element go through memory.
     *
     * @param x n values, updated
     */
    public final void scale(float[] x, int xOffset, int n, float factor) {
        check("x", x, xOffset, n);
        runScale(x, xOffset, n, factor);
    }

    /**
     * x, or −limit or limit in the place of what lies beyond it; NaN stays NaN. 8 bytes an element
     * go through memory.
     *
     * @param x n values, updated
     * @param limit at least 0
     */
    public final void clamp(float[] x, int xOffset, int n, float limit) {
        Checks.require(limit >= 0, "limit", limit, "at least 0");
        check("x", x, xOffset, n);
        runClamp(x, xOffset, n, limit);
    }

    /**
     * average = average + (1 − decay)·(x − average), the exponential moving average of weights over
     * steps: {@code fma(1 − decay, x − average, average)} with 1 − decay rounded once to float, and
     * +0 in the place of a magnitude below the smallest normal number, 2^-126. 12 bytes an element
     * go through memory.
     *
     * @param average n values, updated
     * @param x n values
     * @param decay part of the average that is kept, from 0 to 1
     */
    public final void average(
            float[] average, int averageOffset, float[] x, int xOffset, int n, double decay) {
        Checks.require(decay >= 0 && decay <= 1, "decay", decay, "at least 0 and at most 1");
        check("average", average, averageOffset, "x", x, xOffset, n);
        runAverage(average, averageOffset, x, xOffset, n, (float) (1 - decay));
    }

    /**
     * Σ x², in double precision. A float is exact as a double and so is its square, so that only
     * additions round, and no square is out of range: the sum is finite where x is, and NaN or
     * infinite where x has such values.
     *
     * <p>The order depends on n alone. The slice is taken in chunks of {@link #CHUNK} elements from
     * its first one on, the last of them shorter. In a chunk lane l of sixteen adds elements l,
     * l + 16, …, as far as there are sixteen; lanes are folded in pairs of neighbours, 16 to 8, 4, 2
     * and 1; the elements that are left are added, ascending. The sums of the chunks are added up in
     * ascending order, from 0. So sums of single chunks, taken by different threads and added in
     * that order, come to the bits of the whole.
     *
     * @param x n values
     */
    public final double sumOfSquares(float[] x, int xOffset, int n) {
        check("x", x, xOffset, n);
        double sum = 0;
        int size;
        for (int done = 0; done < n; done += size) {
            size = Math.min(CHUNK, n - done);
            sum += squaresOfChunk(x, xOffset + done, size);
        }
        return sum;
    }

    private static void check(String name, float[] array, int offset, int n) {
        Checks.size("n", n);
        Checks.slice(name, array, offset, n);
    }

    private static void check(
            String firstName,
            float[] first,
            int firstOffset,
            String secondName,
            float[] second,
            int secondOffset,
            int n) {
        check(firstName, first, firstOffset, n);
        Checks.slice(secondName, second, secondOffset, n);
    }

    /** {@link #add} with arguments checked. */
    protected abstract void runAdd(float[] y, int yOffset, float[] x, int xOffset, int n);

    /** {@link #scale} with arguments checked. */
    protected abstract void runScale(float[] x, int xOffset, int n, float factor);

    /** {@link #clamp} with arguments checked. */
    protected abstract void runClamp(float[] x, int xOffset, int n, float limit);

    /** average = fma(rate, x − average, average), with arguments checked. */
    protected abstract void runAverage(
            float[] average, int averageOffset, float[] x, int xOffset, int n, float rate);

    /** The sum of the squares of at most {@link #CHUNK} elements. */
    protected abstract double squaresOfChunk(float[] x, int xOffset, int n);
}
