package dev.lanewise.benchmark;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.report.Median;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What a series comes to.
 *
 * @param series what it is of
 * @param forks a figure of each JVM
 */
record Figure(Series series, List<Fork> forks) {
    /**
     * What one JVM showed.
     *
     * @param nanos a call takes: the median of the clean iterations, of all where those are too few
     * @param clean how many iterations were clean
     * @param all how many there were
     */
    record Fork(double nanos, int clean, int all) {
        static Fork of(List<Iteration> iterations, Predicate<Iteration> isClean) {
            List<Iteration> clean = iterations.stream().filter(isClean).toList();
            List<Iteration> counting = clean.size() >= CleanWindows.ENOUGH ? clean : iterations;
            OptionalDouble median = Median.of(counting.stream().mapToDouble(Iteration::nanos));
            return new Fork(median.orElse(Double.NaN), clean.size(), iterations.size());
        }

        /** Whether the median is one of clean iterations. */
        boolean isClean() {
            return clean >= CleanWindows.ENOUGH;
        }
    }

    static Figure of(Series series, Predicate<Iteration> isClean) {
        return new Figure(
                series,
                series.forks().stream().map(fork -> Fork.of(fork, isClean)).toList());
    }

    /** A call takes, in the median of the forks. */
    double nanos() {
        return Median.of(forks.stream().mapToDouble(Fork::nanos)).orElse(Double.NaN);
    }

    /** A call takes in the slowest fork. */
    double worst() {
        return forks.stream().mapToDouble(Fork::nanos).max().orElse(Double.NaN);
    }

    /** Whether every fork's median is one of clean iterations. */
    boolean isClean() {
        return forks.stream().allMatch(Fork::isClean);
    }

    int cleanIterations() {
        return forks.stream().mapToInt(Fork::clean).sum();
    }

    int iterations() {
        return forks.stream().mapToInt(Fork::all).sum();
    }
}
