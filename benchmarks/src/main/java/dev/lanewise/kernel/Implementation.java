package dev.lanewise.kernel;

/** Whose code a benchmark times. */
public enum Implementation {
    /** The engine's kernels on the Vector API. */
    VECTOR,
    /** Their scalar twins, which give the same bits. */
    SCALAR,
    /** The loops that one writes first, of {@link dev.lanewise.naive}: the same but for rounding. */
    NAIVE;

    /** The one to compare with before anything is timed. */
    Implementation reference() {
        return this == SCALAR ? VECTOR : SCALAR;
    }
}
