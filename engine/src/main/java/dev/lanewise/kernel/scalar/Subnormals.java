package dev.lanewise.kernel.scalar;

/**
 * Magnitudes below 2^-126. Nothing that lasts from step to step has them.
 *
 * <p>Vector twins spell it out, {@code x.blend(0f, x.abs().lt(MIN_NORMAL))}, since their loops are to
 * call no method of ours: docs/kernels.md, What C2 wants.
 */
final class Subnormals {
    private Subnormals() {}

    /** x, or +0 in the place of a subnormal number and of -0. */
    static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0f : x;
    }
}
