package dev.lanewise.benchmark;

import dev.lanewise.report.RatioChart;
import dev.lanewise.report.RatioChart.Bars;
import dev.lanewise.report.RatioChart.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many times as fast as the naive loops the engine's implementations are, as a chart; with a
 * star at cases of which not every figure is one of clean iterations.
 */
final class SpeedUpChart {
    private static final String AXIS = "times as fast as naive loops";

    private SpeedUpChart() {}

    /** The chart, if anything has a naive twin that was measured as well. */
    static Optional<RatioChart> of(Results results) {
        List<Row> rows = new ArrayList<>();
        List<Double> vector = new ArrayList<>();
        List<Double> scalar = new ArrayList<>();
        for (Map.Entry<Case, Map<String, Figure>> one : results.cases().entrySet()) {
            Map<String, Figure> figures = one.getValue();
            if (figures.containsKey(Series.NAIVE) && figures.size() > 1) {
                boolean isClean = figures.values().stream().allMatch(Figure::isClean);
                rows.add(new Row(one.getKey().toString(), isClean));
                vector.add(ratio(figures, Series.VECTOR));
                scalar.add(ratio(figures, Series.SCALAR));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new RatioChart(
                        "Speed-up over naive loops", AXIS, rows,
                        List.of(bars("vector", vector), bars("scalar", scalar))));
    }

    private static double ratio(Map<String, Figure> figures, String implementation) {
        Figure figure = figures.get(implementation);
        return figure == null ? Double.NaN : figures.get(Series.NAIVE).nanos() / figure.nanos();
    }

    private static Bars bars(String name, List<Double> ratios) {
        return new Bars(
                name, name + ", slower than naive",
                ratios.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
