package dev.lanewise.peers.compare;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.report.Chart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run showed, in Markdown: a table and the bars for each number of threads.
 *
 * @param <W> what the libraries were timed at
 */
public final class Report<W extends Workload> {
    private final Results<W> results;
    private final Findings<W> findings;
    private final String scope;

    /**
     * A report of these results.
     *
     * @param scope what a verdict begins with, as {@link RunOptions#scope} gives it
     */
    public Report(Results<W> results, Findings<W> findings, String scope) {
        this.results = results;
        this.findings = findings;
        this.scope = scope;
    }

    /** The lines for a number of threads. */
    public List<String> lines(int threads) {
        List<String> lines = new ArrayList<>();
        if (results.workloads(threads).isEmpty()) {
            lines.add("Lanewise was not measured: no table.");
            lines.addAll(failures(threads));
            return lines;
        }
        lines.add(introduction(threads));
        lines.add("");
        lines.addAll(findings.table(threads).lines());
        lines.add("");
        lines.addAll(notes(threads));
        losses(threads).ifPresent(losses -> lines.addAll(List.of(losses, "")));
        findings.bars(threads).forEach(bar -> lines.add("- " + scope + bar.verdict()));
        return lines;
    }

    /** How ours stands on each of these numbers of threads, part by part. */
    public List<String> standing(List<Integer> numbersOfThreads) {
        Standing standing = new Standing();
        numbersOfThreads.forEach(threads -> addTo(standing, "", threads));
        return standing.lines();
    }

    /**
     * Adds how ours stands.
     *
     * @param what was measured, as lines begin; may be empty
     */
    public void addTo(Standing standing, String what, int threads) {
        String beginning = what.isEmpty() ? "" : what + ": ";
        for (Group<W> group : findings.groups()) {
            List<Figure> ratios = group.workloads()
                    .stream()
                    .map(workload -> results.ratio(threads, workload))
                    .flatMap(Optional::stream)
                    .toList();
            standing.add(
                    beginning + group.title() + ", " + threads(threads)
                            + (scope.isEmpty() ? "" : ", " + RunEnd.withoutColon(scope)),
                    group.workloads().size(), ratios);
        }
    }

    /**
     * The charts for a number of threads, by the names of their files.
     *
     * @param what was measured, as titles begin
     */
    public Map<String, Chart> charts(String what, int threads) {
        return new PeerCharts<>(results, findings, what).charts(threads);
    }

    /** What libraries say of themselves, by their titles, where they say anything. */
    public Map<String, String> builds() {
        return results.builds();
    }

    /** Such as {@code one thread}. */
    public static String threads(int number) {
        return number == 1 ? "one thread" : number + " threads";
    }

    private String introduction(int threads) {
        List<Measurement> all =
                results.all().stream().filter(one -> one.threads() == threads).toList();
        long clean = all.stream().mapToLong(one -> one.clean().length).sum();
        long thrown = all.stream().mapToLong(Measurement::thrown).sum();
        return String.format(
                Locale.ROOT,
                "%s. FMA yardstick %.0f GFLOP/s (%d lanes). %d windows clean, %d thrown away.",
                findings.unit(), results.yardstick(threads), results.lanes(), clean, thrown);
    }

    /** Where ours is behind, the worst first. */
    private Optional<String> losses(int threads) {
        Map<W, Figure> behind = new LinkedHashMap<>();
        for (W workload : results.workloads(threads)) {
            results.ratio(threads, workload)
                    .filter(Standing::isBehind)
                    .ifPresent(ratio -> behind.put(workload, ratio));
        }
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Behind the better peer: " + behind.entrySet()
                                .stream()
                                .sorted(
                                        Map.Entry.comparingByValue(
                                                Comparator.comparingDouble(Figure::value)))
                                .map(
                                        loss -> loss.getKey() + " (" + loss.getValue().text(2)
                                                + ")")
                                .collect(Collectors.joining("; ")) + ".");
    }

    private List<String> notes(int threads) {
        List<String> notes = new ArrayList<>();
        notes.add(
                findings.remark(threads)
                        + (threads == 1
                                ? ""
                                : " The better peer is the best of its medians on " + threads
                                        + " threads or fewer, as far as this run has them."));
        notes.add("");
        List<String> missing = results.uncleanForks(threads);
        if (!missing.isEmpty()) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "Forks with fewer than %d clean windows, or whose yardsticks stayed "
                                    + "more than %.0f per cent below the best of the run, left "
                                    + "out; a star where that is all of them of ours or of a "
                                    + "peer, and the worst fork is the slowest of them, a median "
                                    + "the fastest: %s.",
                            CleanWindows.ENOUGH, 100 * (1 - CleanWindows.NEAR_BEST),
                            String.join(", ", missing)));
            notes.add("");
        }
        List<String> incomplete = results.incomplete(threads);
        if (!incomplete.isEmpty()) {
            notes.add(
                    "Not all that was planned was measured: " + String.join(", ", incomplete)
                            + ".");
            notes.add("");
        }
        notes.addAll(failures(threads));
        return notes;
    }

    private List<String> failures(int threads) {
        return results.failures()
                .stream()
                .filter(failure -> failure.threads() == threads)
                .map(failure -> "- " + failure)
                .toList();
    }
}
