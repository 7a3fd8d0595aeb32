package dev.lanewise.peers.compare;

import dev.lanewise.measure.Reading;
import java.util.List;

/**
 * One workload in one process: a line of the results file.
 *
 * @param run when the run began
 * @param library the name of the library
 * @param threads on how many threads
 * @param fork which process of its kind in the run, from 1
 * @param workload its name
 * @param build what the library says of itself, empty where it says nothing
 * @param gflops the median of the clean windows, or the best of all if none was clean
 * @param clean the clean windows in GFLOP/s, slowest first
 * @param thrown how many windows were thrown away
 * @param thrownBest the best of them in GFLOP/s, 0 if there were none
 * @param fma the FMA chains at their best on a core, in GFLOP/s, by which windows were judged
 * @param integer the integer loop at its best, in thousands of millions of operations a second
 * @param lanes floats in a vector
 * @param java the version of the virtual machine
 * @param jvm its options
 */
public record Measurement(
        String run,
        String library,
        int threads,
        int fork,
        String workload,
        String build,
        double gflops,
        double[] clean,
        int thrown,
        double thrownBest,
        double fma,
        double integer,
        int lanes,
        String java,
        List<String> jvm) {
    /** What windows were judged by. */
    Reading reference() {
        return new Reading(fma, integer);
    }

    boolean isOf(Contender<?> contender, int number) {
        return library.equals(contender.name()) && threads == number;
    }
}
