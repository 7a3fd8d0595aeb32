package dev.lanewise.kernel.scalar;

/** Magnitudes below 2^-126. Nothing that lasts from step to step has them. */
final class Subnormals {
    private Subnormals() {}

    /** x, or +0 in the place of a subnormal number and of -0. */
    static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0f : x;
    }
}
