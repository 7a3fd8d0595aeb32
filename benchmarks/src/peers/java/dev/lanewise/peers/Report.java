package dev.lanewise.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run showed, in Markdown: a table and the bars for each number of threads. */
final class Report {
    private static final int FORKS_ASKED = 5;

    private final Results results;
    private final Bars bars;
    private final int forks;

    Report(Results results, int forks) {
        this.results = results;
        this.bars = new Bars(results);
        this.forks = forks;
    }

    /** The lines for a number of threads. */
    List<String> lines(int threads) {
        List<String> lines = new ArrayList<>();
        lines.add("## " + (threads == 1 ? "One thread" : threads + " threads"));
        lines.add("");
        lines.add(introduction(threads));
        lines.add("");
        lines.addAll(table(threads).lines());
        lines.add("");
        lines.addAll(notes(threads));
        bars.of(threads).forEach(bar -> lines.add("- " + bar.verdict()));
        if (forks < FORKS_ASKED) {
            lines.add("- forks: " + forks + "; a figure to be told takes " + FORKS_ASKED);
        }
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
        List<String> missing = new ArrayList<>();
        for (Library library : Library.values()) {
            for (Shape shape : results.shapes(threads)) {
                long count = results.forksWithoutCleanWindow(library, threads, shape);
                if (count > 0) {
                    missing.add(library.title() + " " + shape + " (" + count + ")");
                }
            }
        }
        if (!missing.isEmpty()) {
            notes.add(
                    "Forks without a clean window, left out; a star where that is all of them, and "
                            + "the figure is the best of windows that are not clean: "
                            + String.join(", ", missing) + ".");
            notes.add("");
        }
        return notes;
    }
}
