package dev.lanewise.peers;

/** A product with its operands where its library wants them; each run computes C anew. */
interface Product extends Runnable, AutoCloseable {
    /** C as an array. */
    float[] result();

    /** Gives memory outside the heap back. */
    @Override
    default void close() {}
}
