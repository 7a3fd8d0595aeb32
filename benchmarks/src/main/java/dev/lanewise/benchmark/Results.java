package dev.lanewise.benchmark;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.measure.RunningQuantile;
import dev.lanewise.measure.Triad;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * All that a file of results holds, judged by the best that its yardsticks show.
 *
 * <p>An iteration is clean where both yardsticks stand near the best of the whole file, which is a
 * high quantile, so that no freak decides.
 */
final class Results {
    private final List<Series> series;
    private final Reading best;

    Results(List<Series> series) {
        this.series = List.copyOf(series);
        best = new Reading(
                best(readings().mapToDouble(Reading::fma)).orElse(0),
                best(readings().mapToDouble(Reading::integer)).orElse(0));
    }

    private Stream<Reading> readings() {
        return series.stream().flatMap(Series::readings);
    }

    private static OptionalDouble best(DoubleStream readings) {
        RunningQuantile quantile = new RunningQuantile(CleanWindows.BEST);
        readings.forEach(quantile::add);
        return quantile.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(quantile.value());
    }

    /** What was measured, in the order of the file. */
    List<Series> series() {
        return series;
    }

    /** The best of each yardstick; {@link Reading#NONE} where none was read. */
    Reading best() {
        return best;
    }

    /** Whether anything is known of the machine. */
    boolean hasYardsticks() {
        return !best.equals(Reading.NONE);
    }

    /** The best of a triad, GB/s; NaN where none was read. */
    double triad(Triad.Size size) {
        return best(
                series.stream()
                        .flatMap(one -> one.triads().getOrDefault(size, List.of()).stream())
                        .mapToDouble(Double::doubleValue))
                .orElse(Double.NaN);
    }

    /** The virtual machines, as many as differ. */
    List<Jvm> jvms() {
        return series.stream().map(Series::jvm).distinct().toList();
    }

    /** Each case with its implementations, by name. */
    Map<Case, Map<String, Figure>> cases() {
        Map<Case, Map<String, Figure>> cases = new LinkedHashMap<>();
        for (Series one : series) {
            cases.computeIfAbsent(one.what(), what -> new LinkedHashMap<>())
                    .put(one.implementation(), Figure.of(one, this::isClean));
        }
        return cases;
    }

    /** Whether the core was ours alone, as far as the yardsticks show it. */
    boolean isClean(Iteration iteration) {
        return hasYardsticks() && iteration.yardsticks().reaches(CleanWindows.NEAR_BEST, best);
    }
}
