package dev.lanewise.peers.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.Kind;
import dev.lanewise.peers.compare.Measurement;
import dev.lanewise.peers.compare.Report;
import dev.lanewise.peers.compare.RunEnd;
import dev.lanewise.peers.compare.Standing;
import dev.lanewise.report.Chart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is told of a comparison in clean windows, on each number of threads. */
final class ComparisonSection {
    private final Kind<?> kind;
    private final String title;
    private final Choice choice;
    private final SequencedMap<Integer, Report<?>> reports = new TreeMap<>();

    /**
     * Takes its measurements out of a choice of runs.
     *
     * @param title of the section
     */
    ComparisonSection(Kind<?> kind, String title, Choice choice) throws JsonProcessingException {
        this.kind = kind;
        this.title = title;
        this.choice = choice;
        ObjectMapper json = new ObjectMapper();
        List<Integer> threads = choice.threads(kind.command());
        // all together, since two threads are held against one
        List<Measurement> measured = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (int number : threads) {
            for (JsonNode line : choice.lines(kind.command(), number)) {
                measured.add(json.treeToValue(line, Measurement.class));
            }
            end(number).failures()
                    .stream()
                    .filter(failure -> failure.threads() == number)
                    .forEach(failures::add);
        }
        for (int number : threads) {
            reports.put(number, kind.report(measured, failures, end(number).scope()));
        }
    }

    private RunEnd end(int threads) {
        return choice.chosen(kind.command(), threads).orElseThrow().end();
    }

    /** Adds how ours stands, on each number of threads. */
    void addTo(Standing standing) {
        reports.forEach((threads, report) -> report.addTo(standing, title, threads));
    }

    /** Adds the section, without the first chart, if there is anything to tell. */
    void addTo(Page page) throws IOException {
        if (reports.isEmpty()) {
            return;
        }
        page.heading(2, title);
        page.fragment(kind.command());
        for (Map.Entry<Integer, Report<?>> entry : reports.entrySet()) {
            addTo(page, entry.getKey(), entry.getValue());
        }
    }

    /** Adds the first chart of the least number of threads, if there is any. */
    void addFirstChart(Page page) throws IOException {
        if (!reports.isEmpty()) {
            addCharts(page, reports.firstEntry().getKey(), 0, 1);
        }
    }

    private void addCharts(Page page, int threads, int from, int to) throws IOException {
        List<Map.Entry<String, Chart>> charts =
                List.copyOf(reports.get(threads).charts(title, threads).entrySet());
        for (Map.Entry<String, Chart> chart : charts.subList(from, Math.min(to, charts.size()))) {
            page.chart(
                    kind.command() + "-" + threads + "-" + chart.getKey(), chart.getValue());
        }
    }

    private void addTo(Page page, int threads, Report<?> report) throws IOException {
        page.heading(3, title + " on " + Report.threads(threads));
        boolean isFirst = threads == reports.firstEntry().getKey();
        addCharts(page, threads, isFirst ? 1 : 0, Integer.MAX_VALUE);
        page.add(report.lines(threads));
        page.add(Reproduction.lines(end(threads)));
        for (RunLines joined : choice.beside(kind.command(), threads)) {
            String libraries = choice.given(joined, kind.command(), threads)
                    .stream()
                    .map(line -> kind.title(Choice.library(line)))
                    .distinct()
                    .collect(Collectors.joining(", "));
            page.add("Measured in another run, beside none of the others: " + libraries + ".");
            page.add(Reproduction.lines(joined.end()));
        }
        if (!report.builds().isEmpty()) {
            page.add(builds(report.builds()));
        }
    }

    private static List<String> builds(Map<String, String> builds) {
        List<String> lines = new ArrayList<>(
                List.of("<details><summary>What the libraries say of themselves</summary>", ""));
        builds.forEach((library, build) -> lines.add("- " + library + ": " + build));
        lines.addAll(List.of("", "</details>"));
        return lines;
    }
}
