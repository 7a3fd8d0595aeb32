package dev.lanewise.benchmark;

import dev.lanewise.measure.Triad;
import dev.lanewise.report.Circumstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run has to say, in Markdown: table, control, warnings, and how it was measured. */
final class Report {
    private Report() {}

    /**
     * The lines.
     *
     * @param circumstances of the run, if they are known
     */
    static List<String> lines(Results results, Optional<Circumstances> circumstances) {
        if (results.series().isEmpty()) {
            return List.of("Nothing was measured.");
        }
        List<String> lines = new ArrayList<>(new SummaryTable(results).lines());
        lines.add("");
        Control.of(results).ifPresent(control -> lines.add("- " + control));
        if (results.hasYardsticks()) {
            lines.add("- " + yardsticks(results));
        }
        new Warnings(results).lines().forEach(warning -> lines.add("- Warning: " + warning));
        circumstances.ifPresent(
                all -> lines.addAll(List.of("", all.line() + "; `" + all.command() + "`")));
        return lines;
    }

    private static String yardsticks(Results results) {
        String triads = Stream.of(Triad.Size.values())
                .map(size -> Texts.threeDigits(results.triad(size)) + " over " + size)
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Yardsticks at their best, on one core: fma %s GFLOP/s, integer %s Gop/s, triad in "
                        + "GB/s %s.",
                Texts.threeDigits(results.best().fma()),
                Texts.threeDigits(results.best().integer()), triads);
    }
}
