package dev.lanewise.measure;

import dev.lanewise.report.Median;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What windows say about a work, in calls a second.
 *
 * @param clean the clean windows, slowest first
 * @param thrown the windows thrown away, slowest first
 */
public record WindowSummary(double[] clean, double[] thrown) {
    static WindowSummary of(List<Window> windows, Predicate<Window> isClean) {
        return new WindowSummary(
                sorted(windows, isClean), sorted(windows, isClean.negate()));
    }

    /** Whether there is a clean window at all. */
    public boolean isClean() {
        return clean.length > 0;
    }

    /**
     * The median of the clean windows; where there is none, the best of the others, which is all
     * that they can say.
     */
    public double callsPerSecond() {
        return Median.of(Arrays.stream(clean))
                .orElseGet(() -> thrown[thrown.length - 1]);
    }

    private static double[] sorted(List<Window> windows, Predicate<Window> which) {
        double[] rates = windows.stream()
                .filter(which)
                .mapToDouble(Window::callsPerSecond)
                .toArray();
        Arrays.sort(rates);
        return rates;
    }
}
