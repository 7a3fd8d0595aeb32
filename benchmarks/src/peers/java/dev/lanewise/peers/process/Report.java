package dev.lanewise.peers.process;

import dev.lanewise.peers.compare.Account;
import dev.lanewise.peers.compare.Bar;
import dev.lanewise.peers.compare.Figure;
import dev.lanewise.peers.compare.Standing;
import dev.lanewise.peers.step.StepLibrary;
import dev.lanewise.report.MarkdownTable;
import dev.lanewise.report.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a run showed, in Markdown: a table, and what is asked of ours. */
final class Report implements Account {
    private static final String WALL = "wall time";
    private static final String MEMORY = "peak memory";
    /** Wall time and memory of the better peer in units of ours. */
    private static final double TIMES = 2;
    /** So far may our accuracy lie below the peer's. */
    private static final double POINTS = 0.005;

    private final List<ProcessRun> all;

    Report(List<ProcessRun> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public List<String> lines() {
        MarkdownTable table = new MarkdownTable(
                List.of(
                        "median (worst)", "processes", "wall s", "of it epochs", "processor s",
                        "peak MB", "test accuracy"));
        for (StepLibrary library : StepLibrary.values()) {
            if (!of(library).isEmpty()) {
                table.add(row(library));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        bars().forEach(bar -> lines.add("- " + bar.verdict()));
        return lines;
    }

    @Override
    public void addTo(Standing standing, String what) {
        standing.add(
                what + ", no yardstick read: " + WALL + " and " + MEMORY + ", one thread",
                bars().getFirst().planned().size(), bars().getFirst().figures().values());
    }

    private List<String> row(StepLibrary library) {
        return List.of(
                library.title(), Integer.toString(of(library).size()),
                medianAndMost(library, ProcessRun::wallSeconds, "%.2f"),
                medianAndMost(library, ProcessRun::trainSeconds, "%.2f"),
                medianAndMost(library, ProcessRun::cpuSeconds, "%.2f"),
                medianAndMost(library, ProcessRun::peakMegabytes, "%.0f"),
                text(
                        "%.4f", median(library, ProcessRun::accuracy),
                        -most(library, one -> -one.accuracy())));
    }

    private String medianAndMost(
            StepLibrary library, ToDoubleFunction<ProcessRun> figure, String format) {
        return text(format, median(library, figure), most(library, figure));
    }

    private static String text(String format, double median, double worst) {
        return String.format(Locale.ROOT, format + " (" + format + ")", median, worst);
    }

    /** Our worst process against the median one of each peer, of which the better one counts. */
    List<Bar> bars() {
        List<StepLibrary> peers = Arrays.stream(StepLibrary.values())
                .filter(library -> library.isTorch() && !of(library).isEmpty())
                .toList();
        Map<String, Figure> ratios = new LinkedHashMap<>();
        Map<String, Figure> difference = new LinkedHashMap<>();
        if (!peers.isEmpty() && !of(StepLibrary.LANEWISE).isEmpty()) {
            ratios.put(WALL, ratio(peers, ProcessRun::wallSeconds));
            if (all.stream().allMatch(one -> one.outcome().peakKilobytes() > 0)) {
                ratios.put(MEMORY, ratio(peers, ProcessRun::peakMegabytes));
            }
            double best = peers.stream()
                    .mapToDouble(peer -> median(peer, ProcessRun::accuracy))
                    .max()
                    .orElseThrow();
            double ours = median(StepLibrary.LANEWISE, ProcessRun::accuracy);
            difference.put("test accuracy", new Figure(ours - best, forks(peers)));
        }
        return List.of(
                new Bar(
                        "the better peer's median process to our worst", TIMES, false,
                        List.of(WALL, MEMORY), ratios),
                new Bar(
                        "our median less the better peer's", -POINTS, false,
                        List.of("test accuracy"), difference));
    }

    private Figure ratio(List<StepLibrary> peers, ToDoubleFunction<ProcessRun> figure) {
        double peer = peers.stream()
                .mapToDouble(library -> median(library, figure))
                .min()
                .orElseThrow();
        return new Figure(peer / most(StepLibrary.LANEWISE, figure), forks(peers));
    }

    /** Processes of each that there are at least. */
    private int forks(List<StepLibrary> peers) {
        int forks = of(StepLibrary.LANEWISE).size();
        for (StepLibrary peer : peers) {
            forks = Math.min(forks, of(peer).size());
        }
        return forks;
    }

    private List<ProcessRun> of(StepLibrary library) {
        return all.stream().filter(one -> one.library() == library).toList();
    }

    private double most(StepLibrary library, ToDoubleFunction<ProcessRun> figure) {
        return of(library).stream().mapToDouble(figure).max().orElseThrow();
    }

    private double median(StepLibrary library, ToDoubleFunction<ProcessRun> figure) {
        return Median.of(of(library).stream().mapToDouble(figure)).orElseThrow();
    }
}
