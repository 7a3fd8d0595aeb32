package dev.lanewise.peers.compare;

/**
 * Something that every library of a comparison is timed at; {@code toString} gives the name by
 * which processes, results and reports know it.
 */
public interface Workload {
    /** Floating-point operations of one run, as they are counted in GFLOP/s. */
    double operations();
}
