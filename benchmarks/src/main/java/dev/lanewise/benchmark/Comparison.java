package dev.lanewise.benchmark;

import dev.lanewise.benchmark.Change.Verdict;
import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.report.MarkdownTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * New results beside old ones: what changed, and what is noise.
 *
 * <p>Each benchmark that both files have gets an interval for its {@link Change}. The intervals
 * hold together with a probability of 95 per cent, by Bonferroni: the more are compared, the wider
 * each, so that fifty benchmarks which did not change raise no alarm in 19 of 20 comparisons.
 *
 * <p>Nothing is divided by a yardstick, since products move with the clock and updates with the
 * memory. Instead the machine must be the same: where the best that the yardsticks show in the two
 * files differs by more than they may within one, nothing is judged. Forks with too few clean
 * iterations are left out, and fewer than two on a side say nothing of the next JVM.
 */
final class Comparison {
    private static final double LEVEL = 0.05;
    private static final int LEAST_FORKS = 2;

    private final Map<String, Figure> before;
    private final Map<String, Figure> after;
    private final Map<String, Change> changes;
    private final Optional<String> refusal;

    Comparison(Results before, Results after) {
        this.before = byName(before);
        this.after = byName(after);
        refusal = refusal(before, after);
        changes = refusal.isPresent() ? Map.of() : changes();
    }

    private static Map<String, Figure> byName(Results results) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (Series one : results.series()) {
            figures.put(one.name(), Figure.of(one, results::isClean));
        }
        return figures;
    }

    private static Optional<String> refusal(Results before, Results after) {
        if (!before.hasYardsticks() || !after.hasYardsticks()) {
            return Optional.of(
                    "Not judged: " + (before.hasYardsticks() ? "the new results" : "the baseline")
                            + " were measured without yardsticks, and nothing says whether the "
                            + "machine was the same.");
        }
        Reading old = before.best();
        Reading now = after.best();
        if (old.reaches(CleanWindows.NEAR_BEST, now) && now.reaches(CleanWindows.NEAR_BEST, old)) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "Not judged: the machine is not the same. The yardsticks showed %.1f "
                                + "GFLOP/s and %.2f Gop/s at best before, %.1f and %.2f now.",
                        old.fma(), old.integer(), now.fma(), now.integer()));
    }

    private Map<String, Change> changes() {
        List<String> judged = before.keySet().stream().filter(this::canBeJudged).toList();
        Map<String, Change> made = new LinkedHashMap<>();
        for (String name : judged) {
            made.put(
                    name,
                    Change.of(
                            nanos(before.get(name)), nanos(after.get(name)),
                            LEVEL / judged.size()));
        }
        return made;
    }

    private boolean canBeJudged(String name) {
        return after.containsKey(name)
                && nanos(before.get(name)).length >= LEAST_FORKS
                && nanos(after.get(name)).length >= LEAST_FORKS;
    }

    /** Of the forks that count. */
    private static double[] nanos(Figure figure) {
        return figure.forks()
                .stream()
                .filter(Figure.Fork::isClean)
                .mapToDouble(Figure.Fork::nanos)
                .toArray();
    }

    /** Whether anything is slower than before. */
    boolean isSlower() {
        return count(Verdict.SLOWER) > 0;
    }

    private long count(Verdict verdict) {
        return changes.values().stream().filter(change -> change.verdict() == verdict).count();
    }

    /** In Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        refusal.ifPresent(why -> lines.addAll(List.of(why, "")));
        MarkdownTable table = new MarkdownTable(
                List.of("benchmark", "before", "now", "ratio (95 per cent, jointly)", "verdict"));
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .forEach(name -> table.add(row(name)));
        lines.addAll(table.lines());
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d slower, %d faster, %d without a change that was seen, of %d in both "
                                + "files. A change is one where all of its interval lies beyond %s "
                                + "per cent, which the machine's own speed may differ by.",
                        count(Verdict.SLOWER), count(Verdict.FASTER), count(Verdict.NO_CHANGE),
                        before.keySet().stream().filter(after::containsKey).count(),
                        Texts.percent(1 - CleanWindows.NEAR_BEST)));
        return lines;
    }

    private List<String> row(String name) {
        Change change = changes.get(name);
        return List.of(
                name, time(before.get(name)), time(after.get(name)),
                change == null ? Texts.NONE : change.toString(),
                change == null ? whyNot(name) : change.text());
    }

    private static String time(Figure figure) {
        return figure == null ? Texts.NONE : Texts.time(figure.nanos());
    }

    private String whyNot(String name) {
        if (!after.containsKey(name)) {
            return "only in the baseline";
        }
        if (!before.containsKey(name)) {
            return "only in the new results";
        }
        if (refusal.isPresent()) {
            return "not judged";
        }
        boolean hasForks = Stream.of(before, after)
                .allMatch(results -> results.get(name).forks().size() >= LEAST_FORKS);
        return hasForks
                ? "not judged: fewer than " + LEAST_FORKS + " clean forks on a side"
                : "not judged: one fork on a side, noise between JVMs unknown";
    }
}
