package dev.lanewise.benchmark;

import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Triad;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Results made by hand. */
final class Made {
    static final Reading QUIET = new Reading(100, 12);
    static final Reading BUSY = new Reading(100, 8);
    static final Jvm JVM = new Jvm("OpenJDK 25", List.of());
    private static final Map<Triad.Size, List<Double>> TRIADS = Map.of(
            Triad.Size.CACHE, List.of(120.0), Triad.Size.MIDDLE, List.of(60.0),
            Triad.Size.MEMORY, List.of(20.0));
    private static final int ITERATIONS = 8;

    private Made() {}

    static Case product(String product) {
        return new Case(
                "dev.lanewise.kernel.SgemmBenchmark.multiply", "thrpt", 1,
                Map.of("product", product));
    }

    static Case control(int links) {
        return new Case(
                "dev.lanewise.measure.ControlBenchmark.chain", "avgt", 1,
                Map.of("links", Integer.toString(links)));
    }

    /** Forks of eight iterations that all took the same time. */
    static Series series(Case what, String implementation, double... nanos) {
        return series(what, implementation, QUIET, nanos);
    }

    static Series series(Case what, String implementation, Reading reading, double... nanos) {
        List<List<Iteration>> forks = Arrays.stream(nanos)
                .mapToObj(time -> Collections.nCopies(ITERATIONS, new Iteration(time, reading)))
                .toList();
        return new Series(
                what, implementation, forks, Optional.empty(), Optional.empty(), TRIADS, JVM);
    }

    static Series with(Series series, Work work, Series.Allocation allocation) {
        return new Series(
                series.what(), series.implementation(), series.forks(), Optional.of(work),
                Optional.of(allocation), series.triads(), series.jvm());
    }

    static Series on(Jvm jvm, Series series) {
        return new Series(
                series.what(), series.implementation(), series.forks(), series.work(),
                series.allocation(), series.triads(), jvm);
    }

    static Series with(Map<Triad.Size, List<Double>> triads, Work work, Series series) {
        return new Series(
                series.what(), series.implementation(), series.forks(), Optional.of(work),
                series.allocation(), triads, series.jvm());
    }

    /** Five forks each, of vector kernels that take a microsecond times the factor. */
    static Results noisy(int cases, double factor, double noise, Random random) {
        return new Results(
                IntStream.range(0, cases)
                        .mapToObj(number -> series(
                                product("NN " + number), Series.VECTOR,
                                random.doubles(5)
                                        .map(any -> 1000 * factor
                                                * Math.exp(noise * random.nextGaussian()))
                                        .toArray()))
                        .toList());
    }
}
