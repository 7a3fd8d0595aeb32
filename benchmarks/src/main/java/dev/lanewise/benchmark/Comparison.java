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
 * files differs by more than they may within one, nothing is judged, and what moves memory is not
 * where the triad of its size does. Forks with too few clean iterations are left out, and fewer
 * than two on a side say nothing of the next JVM.
 */
final class Comparison {
    private static final double LEVEL = 0.05;
    private static final int LEAST_FORKS = 2;

    private final Results old;
    private final Results now;
    private final Map<Key, Figure> before;
    private final Map<Key, Figure> after;
    private final Optional<String> refusal;
    private final Map<Key, Change> changes;

    /** A benchmark; names alone do not tell modes apart. */
    private record Key(Case what, String implementation) {}

    Comparison(Results old, Results now) {
        this.old = old;
        this.now = now;
        before = byKey(old);
        after = byKey(now);
        refusal = refusal(old, now);
        changes = refusal.isPresent() ? Map.of() : changes();
    }

    private static Map<Key, Figure> byKey(Results results) {
        Map<Key, Figure> figures = new LinkedHashMap<>();
        for (Series one : results.series()) {
            figures.put(
                    new Key(one.what(), one.implementation()), Figure.of(one, results::isClean));
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

    private Map<Key, Change> changes() {
        List<Key> judged = before.keySet()
                .stream()
                .filter(after::containsKey)
                .filter(key -> whyNot(key).isEmpty())
                .toList();
        Map<Key, Change> made = new LinkedHashMap<>();
        for (Key key : judged) {
            made.put(
                    key,
                    Change.of(
                            nanos(before.get(key)), nanos(after.get(key)), LEVEL / judged.size()));
        }
        return made;
    }

    /** Why a benchmark that both files have cannot be judged; empty if it can. */
    private Optional<String> whyNot(Key key) {
        Figure was = before.get(key);
        Figure is = after.get(key);
        if (Math.min(was.forks().size(), is.forks().size()) < LEAST_FORKS) {
            return Optional.of("one fork on a side, noise between JVMs unknown");
        }
        if (Math.min(nanos(was).length, nanos(is).length) < LEAST_FORKS) {
            return Optional.of("fewer than " + LEAST_FORKS + " clean forks on a side");
        }
        Optional<Limit> limit = limit(was, old);
        double ratio = limit(is, now).map(Limit::rate).orElse(Double.NaN)
                / limit.map(Limit::rate).orElse(Double.NaN);
        // where a limit is unknown the ratio is no number, and not below or above anything
        return ratio < CleanWindows.NEAR_BEST || ratio > 1 / CleanWindows.NEAR_BEST
                ? Optional.of(
                        String.format(
                                Locale.ROOT, "%s now shows %.2f of what it did",
                                limit.orElseThrow().name(), ratio))
                : Optional.empty();
    }

    private static Optional<Limit> limit(Figure figure, Results results) {
        Series series = figure.series();
        return series.work().map(work -> Limit.of(work, series.what().cores(), results));
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

    /** Whether anything could be judged at all. */
    boolean isJudged() {
        return !changes.isEmpty();
    }

    private long count(Verdict verdict) {
        return changes.values().stream().filter(change -> change.verdict() == verdict).count();
    }

    /** In Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        refusal.ifPresent(why -> lines.addAll(List.of(why, "")));
        differentJvms().forEach(line -> lines.addAll(List.of(line, "")));
        MarkdownTable table = new MarkdownTable(
                List.of("benchmark", "before", "now", "ratio (95 per cent, jointly)", "verdict"));
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .forEach(key -> table.add(row(key)));
        lines.addAll(table.lines());
        lines.add("");
        lines.add(summary());
        return lines;
    }

    /** A line for each pair of virtual machines that are not the same. */
    private List<String> differentJvms() {
        return before.keySet()
                .stream()
                .filter(after::containsKey)
                .filter(key -> !jvm(before.get(key)).equals(jvm(after.get(key))))
                .map(key -> "The virtual machine differs: " + jvm(before.get(key)) + " before, "
                        + jvm(after.get(key)) + " now.")
                .distinct()
                .toList();
    }

    private static Jvm jvm(Figure figure) {
        return figure.series().jvm();
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%d judged of %d in both files: %d slower, %d faster, %d without a change that was "
                        + "seen. A change is one where all of its interval lies beyond %s per "
                        + "cent, which the machine's own speed may differ by. Times are means of "
                        + "clean forks where they are judged, else medians of all.",
                changes.size(), before.keySet().stream().filter(after::containsKey).count(),
                count(Verdict.SLOWER), count(Verdict.FASTER), count(Verdict.NO_CHANGE),
                Texts.percent(1 - CleanWindows.NEAR_BEST));
    }

    private List<String> row(Key key) {
        Figure was = before.get(key);
        Figure is = after.get(key);
        String name = (was == null ? is : was).series().name();
        Change change = changes.get(key);
        return change == null
                ? List.of(name, time(was), time(is), Texts.NONE, reason(key))
                : List.of(
                        name, Texts.time(change.before()), Texts.time(change.now()),
                        change.toString(), change.text());
    }

    private static String time(Figure figure) {
        return figure == null ? Texts.NONE : Texts.time(figure.nanos());
    }

    private String reason(Key key) {
        if (!after.containsKey(key)) {
            return "only in the baseline";
        }
        if (!before.containsKey(key)) {
            return "only in the new results";
        }
        return refusal.isPresent() ? "not judged" : "not judged: " + whyNot(key).orElseThrow();
    }
}
