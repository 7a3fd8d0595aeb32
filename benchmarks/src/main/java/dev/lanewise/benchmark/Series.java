package dev.lanewise.benchmark;

import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Triad;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was measured of one benchmark with one set of parameters.
 *
 * @param what it computed
 * @param implementation who computed it, empty if the benchmark knows of one only
 * @param forks the iterations of each JVM
 * @param work what a call does, if the benchmark counts that
 * @param allocation what a call allocates, if a profiler looked
 * @param triads what the memory gave, GB/s; nothing where nobody looked
 * @param jvm what it ran on
 */
record Series(
        Case what,
        String implementation,
        List<List<Iteration>> forks,
        Optional<Work> work,
        Optional<Allocation> allocation,
        Map<Triad.Size, List<Double>> triads,
        Jvm jvm) {
    /** The implementation of the engine that is to be judged. */
    static final String VECTOR = "VECTOR";
    /** Its twin without the Vector API. */
    static final String SCALAR = "SCALAR";
    /** The loops that one writes first. */
    static final String NAIVE = "NAIVE";

    Series {
        forks = forks.stream().map(List::copyOf).toList();
    }

    /** All readings of the yardsticks, as far as there are any. */
    Stream<Reading> readings() {
        return forks.stream()
                .flatMap(List::stream)
                .map(Iteration::yardsticks)
                .filter(reading -> !reading.equals(Reading.NONE));
    }

    /** Such as {@code Sgemm.multiply NN 128x512x784, VECTOR}. */
    String name() {
        return implementation.isEmpty() ? what.toString() : what + ", " + implementation;
    }

    /**
     * Allocation, as the median of all iterations.
     *
     * @param bytesPerCall bytes a call
     * @param ofJmh bytes a call that JMH itself may have allocated
     */
    record Allocation(double bytesPerCall, double ofJmh) {
        /** JMH and its profilers were seen to allocate 3 to 7 KB an iteration. */
        private static final double JMH_PER_ITERATION = 16 << 10;

        /** Of iterations with so many calls. */
        static Allocation of(double bytesPerCall, double calls) {
            return new Allocation(bytesPerCall, JMH_PER_ITERATION / Math.max(1, calls));
        }

        /** Whether it is more than JMH itself may have allocated. */
        boolean isReal() {
            return bytesPerCall > ofJmh;
        }
    }
}
