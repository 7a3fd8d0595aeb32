package dev.lanewise.peers.predict;

import java.util.List;
import java.util.Objects;

/**
 * What a process showed, in microseconds.
 *
 * @param run when the run began
 * @param engine who predicted
 * @param fork which process of its kind in the run, from 1
 * @param build what the library says of itself, empty where it said nothing
 * @param cleanCalls calls in clean blocks
 * @param p50 of the clean calls; of all where none was clean
 * @param p99 the same
 * @param calls all calls
 * @param p50OfAll of all calls
 * @param p99OfAll of all calls
 * @param fma the FMA chains at their best, in GFLOP/s, by which blocks were judged
 * @param integer the integer loop at its best, in thousands of millions of operations a second
 * @param java the version of the virtual machine
 * @param jvm its options
 */
record Measurement(
        String run,
        Engine engine,
        int fork,
        String build,
        int cleanCalls,
        double p50,
        double p99,
        int calls,
        double p50OfAll,
        double p99OfAll,
        double fma,
        double integer,
        String java,
        List<String> jvm) {
    /** Lines of older files have no build. */
    Measurement {
        build = Objects.requireNonNullElse(build, "");
    }
}
