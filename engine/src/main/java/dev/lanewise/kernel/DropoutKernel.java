package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * Dropout, forward and backward: each value is dropped with a given probability, and what is kept
 * is scaled so that its expectation stays (Srivastava and others, "Dropout", JMLR 15, 2014).
 *
 * <p>Whether value j is kept is a pure function of a key and of j. So no mask is stored: the
 * backward pass calls the same method with the same key on gradients. And the bits depend neither
 * on the lane width nor on how values are shared out. The generator is counter-based, of operations
 * on 32 bits, which vectors have everywhere:
 *
 * <pre>
 * (k0, k1) = the lower and upper half of {@link RandomStream#bits(long)}(j / 2^32) of the key
 * h = f((j + k0) mod 2^32)
 * h = g((h + k1) mod 2^32)
 * kept(j) = h, as a signed number, ≥ rate·2^32 rounded − 2^31
 * </pre>
 *
 * <p>f is the finalizer of MurmurHash3 (A. Appleby) and g that of C. Wellons ("Prospecting for hash
 * functions", 2018; its "lowbias32"): shifts, exclusive ors and multiplications that can be undone.
 * h is therefore a permutation of the 2^32 counters that share a key: the share that is dropped of
 * all of them is rate to 2^-33. The first half of the key moves the counter, the second comes in
 * between the two mixings: masks of two keys are not shifted copies of each other.
 *
 * <p>A kernel has no state, so several threads may use one.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#dropout}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class DropoutKernel {
    private static final long COUNTERS = 1L << 32;

    /** For the twins. */
    protected DropoutKernel() {}

    /**
     * y[i] = x[i]·(1/(1 − rate)) where first + i is kept, and +0 where it is not, for i &lt; n.
     *
     * <p>{@code y} may be {@code x} at the same offset. Other overlaps are not allowed and not
     * checked. A value that is dropped does not show, be it NaN or infinite.
     *
     * @param y result, overwritten: activations, or in the backward pass gradients
     * @param key of a {@link RandomStream} for this layer and this step
     * @param first counter of x[0], such as that value's place in the whole batch
     * @param rate probability of being dropped, at least 0 and below 1
     */
    public final void apply(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            int n,
            long key,
            long first,
            float rate) {
        Checks.size("n", n);
        Checks.slice("y", y, yOffset, n);
        Checks.slice("x", x, xOffset, n);
        Checks.require(rate >= 0 && rate < 1, "rate", rate, "at least 0 and below 1");
        int threshold = (int) (Math.round(rate * (double) COUNTERS) + Integer.MIN_VALUE);
        float scale = (float) (1 / (1 - (double) rate));
        int run;
        for (int i = 0; i < n; i += run) {
            long counter = first + i;
            run = (int) Math.min(n - i, COUNTERS - (counter & (COUNTERS - 1)));
            long keys = RandomStream.bits(key, counter >>> 32);
            int start = (int) counter + (int) keys;
            int middle = (int) (keys >>> 32);
            drop(y, yOffset + i, x, xOffset + i, run, start, middle, threshold, scale);
        }
    }

    /** {@link #apply} for h = {@link #mix}(start + i, middle), dropped below the threshold. */
    protected abstract void drop(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            int n,
            int start,
            int middle,
            int threshold,
            float scale);

    /** h of a counter to which the first half of the key was added. */
    protected static int mix(int counter, int middle) {
        int h = counter;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        h = (h ^ (h >>> 16)) + middle;
        h = (h ^ (h >>> 16)) * 0x7feb352d;
        h = (h ^ (h >>> 15)) * 0x846ca68b;
        return h ^ (h >>> 16);
    }
}
