package dev.lanewise.peers.compare;

/** A workload with its operands where its library wants them; each run computes it once. */
public interface Work extends Runnable, AutoCloseable {
    /** Gives memory outside the heap back. */
    @Override
    default void close() {}
}
