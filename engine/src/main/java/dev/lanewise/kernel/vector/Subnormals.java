package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Magnitudes below 2^-126, on vectors. */
final class Subnormals {
    private Subnormals() {}

    /** x, with +0 in the place of subnormal numbers and of -0. Small, so that it is always inlined. */
    static FloatVector flushed(FloatVector x) {
        return x.blend(0f, x.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
    }
}
