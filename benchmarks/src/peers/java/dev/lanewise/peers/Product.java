package dev.lanewise.peers;

/** A product with its operands where its library wants them; each run computes C anew. */
interface Product extends Runnable, AutoCloseable {
    /** Fills C with NaN, so that the next run must compute all of it. */
    void spoil();

    /** C as an array. */
    float[] result();

    /** Gives memory outside the heap back. */
    @Override
    default void close() {}
}
