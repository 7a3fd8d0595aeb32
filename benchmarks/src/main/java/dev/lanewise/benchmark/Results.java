package dev.lanewise.benchmark;

import dev.lanewise.benchmark.Series.Triads;
import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.measure.RunningQuantile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All that a file of results holds, judged by the best that its yardsticks show.
 *
 * <p>An iteration is clean where both yardsticks stand near the best of the whole file, which is a
 * high quantile, so that no freak decides.
 */
final class Results {
    /** As {@link CleanWindows} has it. */
    private static final double BEST = 0.99;

    private final List<Series> series;
    private final Reading best;

    Results(List<Series> series) {
        this.series = List.copyOf(series);
        best = new Reading(best(Reading::fma), best(Reading::integer));
    }

    private double best(ToDoubleFunction<Reading> yardstick) {
        RunningQuantile quantile = new RunningQuantile(BEST);
        series.stream()
                .flatMap(Series::readings)
                .mapToDouble(yardstick)
                .forEach(quantile::add);
        return quantile.isEmpty() ? 0 : quantile.value();
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

    /** The best of each triad, NaN where none was read. */
    Triads bestTriads() {
        return new Triads(best(series, Triads::cache), best(series, Triads::memory));
    }

    private static double best(List<Series> series, ToDoubleFunction<Triads> triad) {
        return series.stream()
                .map(Series::triads)
                .mapToDouble(triad)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
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
