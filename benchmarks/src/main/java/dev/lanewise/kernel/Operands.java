package dev.lanewise.kernel;

/** What benchmarks compute on, and the look at what came out before it is timed. */
public final class Operands {
    private Operands() {}

    /** Standard normal values. */
    public static float[] normal(long seed, int length) {
        RandomStream random = RandomStream.ofSeed(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.normal(i);
        }
        return values;
    }

    /**
     * Demands that a twin gave the other one's bits.
     *
     * @throws IllegalStateException naming the first element that differs
     */
    public static void requireSameBits(String what, float[] actual, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                throw new IllegalStateException(
                        what + ": element " + i + " is " + actual[i] + ", the other twin's "
                                + expected[i]);
            }
        }
    }
}
