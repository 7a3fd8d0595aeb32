package dev.lanewise.peers.compare;

import dev.lanewise.measure.CleanWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run showed, in Markdown: a table and the bars for each number of threads.
 *
 * @param <W> what the libraries were timed at
 */
public final class Report<W extends Workload> {
    private final Results<W> results;
    private final Findings findings;
    private final String scope;

    /**
     * A report of these results.
     *
     * @param scope what a verdict begins with, as {@link RunOptions#scope} gives it
     */
    public Report(Results<W> results, Findings findings, String scope) {
        this.results = results;
        this.findings = findings;
        this.scope = scope;
    }

    /** The lines for a number of threads. */
    public List<String> lines(int threads) {
        List<String> lines = new ArrayList<>();
        lines.add("## " + (threads == 1 ? "One thread" : threads + " threads"));
        lines.add("");
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
        findings.bars(threads).forEach(bar -> lines.add("- " + scope + bar.verdict()));
        return lines;
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
                            CleanWindows.ENOUGH, 100 * (1 - Results.SAME_MACHINE),
                            String.join(", ", missing)));
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
