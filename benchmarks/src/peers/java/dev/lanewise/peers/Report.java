package dev.lanewise.peers;

import dev.lanewise.measure.CleanWindows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run showed, in Markdown: a table and the bars for each number of threads. */
final class Report {
    private final Results results;
    private final Bars bars;

    Report(Results results) {
        this.results = results;
        this.bars = new Bars(results);
    }

    /** The lines for a number of threads. */
    List<String> lines(int threads) {
        List<String> lines = new ArrayList<>();
        lines.add("## " + (threads == 1 ? "One thread" : threads + " threads"));
        lines.add("");
        if (!results.has(Library.LANEWISE, threads)) {
            lines.add("Lanewise was not measured: no table.");
            lines.addAll(failures(threads));
            return lines;
        }
        lines.add(introduction(threads));
        lines.add("");
        lines.addAll(table(threads).lines());
        lines.add("");
        lines.addAll(notes(threads));
        bars.of(threads).forEach(bar -> lines.add("- " + bar.verdict()));
        return lines;
    }

    private String introduction(int threads) {
        List<Measurement> all =
                results.all().stream().filter(one -> one.threads() == threads).toList();
        long clean = all.stream().mapToLong(one -> one.clean().length).sum();
        long thrown = all.stream().mapToLong(Measurement::thrown).sum();
        return String.format(
                Locale.ROOT,
                "GFLOP/s. FMA yardstick %.0f (%d lanes). %d windows clean, %d thrown away.",
                results.yardstick(threads), results.lanes(), clean, thrown);
    }

    private MarkdownTable table(int threads) {
        List<Library> peers = Arrays.stream(Library.values())
                .filter(library -> library != Library.LANEWISE && results.has(library, threads))
                .toList();
        List<String> titles = new ArrayList<>(
                List.of("product m x n x k", "Lanewise, worst fork", "median", "of yardstick"));
        peers.forEach(peer -> titles.add(peer.title()));
        titles.add("ratio to better peer");
        MarkdownTable table = new MarkdownTable(titles);
        for (Shape shape : results.shapes(threads)) {
            List<String> row = new ArrayList<>();
            row.add(shape.toString());
            row.add(text(results.worst(Library.LANEWISE, threads, shape), 1));
            row.add(text(results.median(Library.LANEWISE, threads, shape), 1));
            row.add(text(bars.share(threads, shape), 2));
            peers.forEach(peer -> row.add(text(results.median(peer, threads, shape), 1)));
            row.add(text(bars.ratio(threads, shape), 2));
            table.add(row);
        }
        return table;
    }

    private static String text(Optional<Figure> figure, int decimals) {
        return figure.map(value -> value.text(decimals)).orElse("-");
    }

    /** What the table does not say by itself. */
    private List<String> notes(int threads) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Operands are the same at every call, and so in the caches where they fit. Native "
                        + "libraries are called through JNI, which counts at the tiniest products."
                        + (threads == 1
                                ? ""
                                : " The better peer is the best of its medians on " + threads
                                        + " threads or fewer, as far as this run has them."));
        notes.add("");
        List<String> missing = new ArrayList<>();
        for (Library library : Library.values()) {
            for (Shape shape : results.shapes(threads)) {
                long count = results.uncleanForks(library, threads, shape);
                if (count > 0) {
                    missing.add(library.title() + " " + shape + " (" + count + ")");
                }
            }
        }
        if (!missing.isEmpty()) {
            notes.add(
                    "Forks with fewer than " + CleanWindows.ENOUGH
                            + " clean windows, left out; a star where that is all of them of ours "
                            + "or of a peer, and the worst fork is the slowest of them, a median "
                            + "the fastest: "
                            + String.join(", ", missing) + ".");
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
