package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * A counter-based source of random numbers: number i is a pure function of the stream and of i.
 *
 * <p>Number i is the SplitMix64 output function applied to {@code key + (i + 1)·γ} (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), so a stream is an
 * SplitMix64 sequence with random access. Streams for separate purposes are derived with
 * {@link #stream(long)}: initial weights, the order of each epoch, and so on. Nothing depends on
 * the order in which threads ask, and the same seed gives the same bits on every machine; this is
 * why the JDK's generators, whose sequences are not all specified, are not used.
 *
 * @param key the state from which all numbers follow
 */
public record RandomStream(long key) {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** What the engine draws numbers for; each purpose has streams of its own. */
    public enum Purpose {
        /** Initial weights, a stream for each layer. */
        INITIAL_WEIGHTS,
        /** The order of rows, a stream for each epoch. */
        ROW_ORDER,
        /** The division of a data set into parts. */
        SPLIT,
        /** The masks of dropout, a stream for each layer and in it for each batch. */
        DROPOUT
    }

    /** The root stream of a seed. */
    public static RandomStream ofSeed(long seed) {
        return new RandomStream(mix(seed + GAMMA));
    }

    /** The stream of a seed for one purpose of the engine. */
    public static RandomStream of(long seed, Purpose purpose) {
        return ofSeed(seed).stream(~purpose.ordinal());
    }

    /** A stream of its own for the purpose or position {@code id}. */
    public RandomStream stream(long id) {
        return new RandomStream(streamKey(id));
    }

    /** The key of {@link #stream}, for those who must not make an object of it. */
    public long streamKey(long id) {
        return mix(key ^ mix(~id * GAMMA));
    }

    /** 64 random bits. */
    public long bits(long index) {
        return bits(key, index);
    }

    /** The bits of the stream with a key, without making one. */
    static long bits(long key, long index) {
        return mix(key + (index + 1) * GAMMA);
    }

    /** A multiple of 2^-53, uniform in [0, 1). */
    public double uniform(long index) {
        return (bits(index) >>> 11) * 0x1p-53;
    }

    /** Uniform in [0, bound); the bias of the multiplication is below bound · 2^-64. */
    public int below(int bound, long index) {
        Checks.require(bound > 0, "bound", bound, "at least 1");
        return (int) Math.unsignedMultiplyHigh(bits(index), bound);
    }

    /**
     * Standard normal, by the method of Box and Muller (1958) on the numbers 2·index and
     * 2·index + 1; {@link StrictMath} keeps the bits the same everywhere.
     */
    public double normal(long index) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(2 * index)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(2 * index + 1));
    }

    /** Puts the values into a uniformly random order (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = below(i + 1, i);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** Output function of SplitMix64 (Stafford's variant 13 of the MurmurHash3 finalizer). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
