package dev.lanewise.kernel;

import java.util.Arrays;

/** What benchmarks compute on. */
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

    /** Class indices, uniform in [0, classes). */
    public static int[] classes(long seed, int length, int classes) {
        RandomStream random = RandomStream.ofSeed(seed);
        int[] indices = new int[length];
        for (int i = 0; i < length; i++) {
            indices[i] = random.below(classes, i);
        }
        return indices;
    }

    /** The same numbers as floats, as the engine takes class indices. */
    public static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    /** One array after the other. */
    static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
