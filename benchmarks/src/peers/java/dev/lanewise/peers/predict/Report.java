package dev.lanewise.peers.predict;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.peers.compare.Account;
import dev.lanewise.peers.compare.Bar;
import dev.lanewise.peers.compare.Figure;
import dev.lanewise.peers.compare.Standing;
import dev.lanewise.report.MarkdownTable;
import dev.lanewise.report.Median;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a run showed, in Markdown: a table, and whether ours is no slower. */
final class Report implements Account {
    /** Calls in clean blocks without which a process does not count; a hundredth of them is 50. */
    static final int ENOUGH = 5_000;

    private final List<Measurement> all;
    private final Reading best;

    /** A report of what was measured. */
    Report(List<Measurement> all) {
        this.all = List.copyOf(all);
        best = all.stream().map(Report::reference).reduce(Reading.NONE, Reading::best);
    }

    private static Reading reference(Measurement one) {
        return new Reading(one.fma(), one.integer());
    }

    @Override
    public List<String> lines() {
        MarkdownTable table = new MarkdownTable(
                List.of(
                        "µs a prediction", "processes that count", "clean calls", "p50, worst",
                        "p50, median", "p99, worst", "p99, median", "p99 of all calls, median"));
        for (Engine engine : Engine.values()) {
            table.add(row(engine));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("- " + bar().verdict());
        all.stream()
                .filter(one -> !one.build().isEmpty())
                .map(one -> "- " + one.engine().title() + ": " + one.build())
                .distinct()
                .forEach(lines::add);
        return lines;
    }

    @Override
    public void addTo(Standing standing, String what) {
        standing.add(
                what + ": p50 and p99, one thread", bar().planned().size(),
                bar().figures().values());
    }

    private List<String> row(Engine engine) {
        int clean = of(engine).stream().mapToInt(Measurement::cleanCalls).sum();
        return List.of(
                engine.title(), Integer.toString(of(engine).size()), Integer.toString(clean),
                text(worst(engine, Measurement::p50)), text(median(engine, Measurement::p50)),
                text(worst(engine, Measurement::p99)), text(median(engine, Measurement::p99)),
                text(median(engine, Measurement::p99OfAll)));
    }

    /** The peer's median process in units of our worst: at least 1 where ours is no slower. */
    Bar bar() {
        Map<String, ToDoubleFunction<Measurement>> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", Measurement::p50);
        percentiles.put("p99", Measurement::p99);
        int forks = Math.min(of(Engine.LANEWISE).size(), of(Engine.ONNX_RUNTIME).size());
        Map<String, Figure> figures = new LinkedHashMap<>();
        if (forks > 0) {
            percentiles.forEach(
                    (name, percentile) -> figures.put(
                            name,
                            new Figure(
                                    median(Engine.ONNX_RUNTIME, percentile)
                                            / worst(Engine.LANEWISE, percentile),
                                    forks)));
        }
        return new Bar(
                "prediction, " + Engine.ONNX_RUNTIME.title() + "'s median process to our worst",
                1, false, List.copyOf(percentiles.keySet()), figures);
    }

    /** The processes that count. */
    private List<Measurement> of(Engine engine) {
        return all.stream()
                .filter(one -> one.engine() == engine && one.cleanCalls() >= ENOUGH)
                .filter(one -> reference(one).reaches(CleanWindows.NEAR_BEST, best))
                .toList();
    }

    private double worst(Engine engine, ToDoubleFunction<Measurement> micros) {
        return of(engine).stream().mapToDouble(micros).max().orElse(Double.NaN);
    }

    private double median(Engine engine, ToDoubleFunction<Measurement> micros) {
        return Median.of(of(engine).stream().mapToDouble(micros)).orElse(Double.NaN);
    }

    private static String text(double micros) {
        return Double.isNaN(micros) ? "-" : String.format(Locale.ROOT, "%.1f", micros);
    }
}
