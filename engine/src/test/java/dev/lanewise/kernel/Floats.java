package dev.lanewise.kernel;

/** Floats to test a function of one variable with. */
public final class Floats {
    /** How many blocks {@link #block} has. */
    public static final int BLOCKS = 1 << 16;

    private static final int EXPONENTS = 512;
    private static final int MANTISSAS = 1 << 23;

    private Floats() {}

    /**
     * Values of every exponent and sign, so of zeros, subnormals, infinities and NaN as well: the
     * first and the last mantissa of each, and between them {@code perExponent} at even distances.
     */
    public static float[] ofEveryExponent(int perExponent) {
        float[] result = new float[EXPONENTS * (perExponent + 2)];
        int at = 0;
        for (int exponent = 0; exponent < EXPONENTS; exponent++) {
            int first = exponent * MANTISSAS;
            result[at++] = Float.intBitsToFloat(first);
            result[at++] = Float.intBitsToFloat(first + MANTISSAS - 1);
            for (int i = 0; i < perExponent; i++) {
                int mantissa = (int) ((i + 0.5) / perExponent * MANTISSAS);
                result[at++] = Float.intBitsToFloat(first + mantissa);
            }
        }
        return result;
    }

    /**
     * All floats whose upper sixteen bits are {@code index}: the blocks together are all there are.
     */
    public static float[] block(int index) {
        float[] result = new float[1 << 16];
        for (int low = 0; low < result.length; low++) {
            result[low] = Float.intBitsToFloat(index << 16 | low);
        }
        return result;
    }
}
