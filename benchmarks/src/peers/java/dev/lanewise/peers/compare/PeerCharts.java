package dev.lanewise.peers.compare;

import dev.lanewise.report.Chart;
import dev.lanewise.report.RatioChart;
import dev.lanewise.report.ShareChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The pictures of a report: ours in its worst fork beside each peer, and shares of the yardstick;
 * with a star where a ratio has no clean fork of ours or of the peer.
 *
 * @param <W> what the libraries were timed at
 */
final class PeerCharts<W extends Workload> {
    private static final String AXIS =
            "times as fast as the peer, by its median (logarithmic scale)";

    private final Results<W> results;
    private final Findings<W> findings;
    private final String what;

    /**
     * Charts of these results.
     *
     * @param what was measured, as titles begin
     */
    PeerCharts(Results<W> results, Findings<W> findings, String what) {
        this.results = results;
        this.findings = findings;
        this.what = what;
    }

    /** By the names of their files: first the shares, then each part, rivals before others. */
    Map<String, Chart> charts(int threads) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        findings.shares(threads).ifPresent(chart -> charts.put("shares", chart));
        for (Group<W> group : findings.groups()) {
            chart(threads, group, Contender::isRival)
                    .ifPresent(chart -> charts.put(group.name(), chart));
        }
        Group<W> first = findings.groups().getFirst();
        chart(threads, first, library -> !library.isRival())
                .ifPresent(chart -> charts.put(first.name() + "-others", chart));
        return charts;
    }

    private Optional<Chart> chart(int threads, Group<W> group, Predicate<Contender<W>> which) {
        List<Contender<W>> peers =
                results.others(threads).stream().filter(which).toList();
        List<W> workloads = results.workloads(threads)
                .stream()
                .filter(group.workloads()::contains)
                .filter(
                        workload -> peers.stream()
                                .anyMatch(
                                        peer -> results.ratioTo(peer, threads, workload)
                                                .isPresent()))
                .toList();
        if (workloads.isEmpty()) {
            return Optional.empty();
        }
        List<RatioChart.Bars> bars = new ArrayList<>();
        for (Contender<W> peer : peers) {
            double[] ratios = workloads.stream()
                    .mapToDouble(
                            workload -> results.ratioTo(peer, threads, workload)
                                    .map(Figure::value)
                                    .orElse(Double.NaN))
                    .toArray();
            bars.add(
                    new RatioChart.Bars(
                            "faster than " + peer.title(), "slower than " + peer.title(),
                            ratios));
        }
        return Optional.of(
                new RatioChart(
                        what + " on " + Report.threads(threads) + ", " + group.title()
                                + ": Lanewise in its worst fork",
                        AXIS, rows(threads, workloads, peers), bars));
    }

    private List<RatioChart.Row> rows(
            int threads, List<W> workloads, List<Contender<W>> peers) {
        return workloads.stream()
                .map(
                        workload -> new RatioChart.Row(
                                workload.toString(),
                                peers.stream()
                                        .map(peer -> results.ratioTo(peer, threads, workload))
                                        .flatMap(Optional::stream)
                                        .allMatch(Figure::isClean)))
                .toList();
    }
}
