package dev.lanewise.benchmark;

import dev.lanewise.measure.Reading;
import java.util.List;
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
 * @param triads what the memory gave, if a profiler looked
 */
record Series(
        Case what,
        String implementation,
        List<List<Iteration>> forks,
        Optional<Work> work,
        Optional<Allocation> allocation,
        Triads triads) {
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
     * What the memory gave in the JVMs of a series, GB/s; nothing where nobody looked.
     *
     * @param cache readings of the triad over arrays in cache
     * @param memory readings of the triad over arrays in memory
     */
    record Triads(List<Double> cache, List<Double> memory) {}

    /**
     * Allocation, as the median of all iterations.
     *
     * @param bytesPerCall bytes a call
     * @param megabytesPerSecond how fast that is
     */
    record Allocation(double bytesPerCall, double megabytesPerSecond) {
        /** JMH's own threads allocate some kilobytes an iteration. */
        private static final double LEAST_MEGABYTES_PER_SECOND = 1;

        /** Whether it is more than JMH itself may have allocated. */
        boolean isReal() {
            return megabytesPerSecond >= LEAST_MEGABYTES_PER_SECOND;
        }
    }
}
