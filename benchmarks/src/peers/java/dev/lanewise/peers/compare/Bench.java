package dev.lanewise.peers.compare;

/**
 * A library in its process, set to its number of threads.
 *
 * @param <W> what it is timed at
 */
public interface Bench<W extends Workload> extends AutoCloseable {
    /** Everything that runs of a workload need, laid out anew. */
    Work prepare(W workload);

    /**
     * Looks at what the library computes.
     *
     * @throws IllegalStateException if it is wrong
     */
    void check(W workload);

    /** What the library says of itself: version, code for which processor; empty if nothing. */
    String build();

    /** Ends threads that it may have started. */
    @Override
    void close();
}
