package dev.lanewise.peers.product;

/** A library, set to its number of threads. */
interface Multiplier extends AutoCloseable {
    /** The product of these operands, as they lie in memory. */
    Product prepare(Shape shape, float[] a, float[] b);

    /** What it says of itself: version, code for which processor; empty if nothing. */
    default String build() {
        return "";
    }

    /** Ends threads that it may have started. */
    @Override
    default void close() {}
}
