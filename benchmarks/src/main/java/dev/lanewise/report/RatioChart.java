package dev.lanewise.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Ratios as bars that begin at 1, on a logarithmic scale: twice as fast is as long as half as fast.
 * Bars below 1 point the other way and have colours of their own.
 *
 * <p>Inside, x is the logarithm to base 2 and y the row, the first at 0 and the others below it. A
 * bar is a line as thick as a bar, and names and scale are lines and texts as well: the library's
 * own bars begin at 0, its logarithmic axes know whole decades, and it looks for ever for a place
 * for tick labels that are long.
 *
 * @param title above the chart
 * @param axis what the ratios are
 * @param rows what was compared, from top to bottom
 * @param bars a bar for each row, or several of different colours
 */
public record RatioChart(String title, String axis, List<Row> rows, List<Bars> bars)
        implements
            Chart {
    private static final int WIDTH = 900;
    private static final int BAR_PIXELS = 11;
    private static final int GAP_PIXELS = 9;
    /** In a plot that is much lower the library has no place for annotations. */
    private static final int LEAST_PLOT_PIXELS = 100;
    /** Title, scale, its title and legend, about. */
    private static final int AROUND_PLOT_PIXELS = 130;
    /** On the left and on the right of the plot, about. */
    private static final int BESIDE_PLOT_PIXELS = 36;
    private static final int LABEL_PIXELS = 34;
    private static final int LEAST_OCTAVE_PIXELS = 20;
    private static final int LEGEND_MARK_PIXELS = 50;
    private static final int LEGEND_LINE_PIXELS = 20;
    /** Rows above the first and below the last, where the scale stands. */
    private static final double ABOVE = 0.6;
    private static final double BELOW = 1;
    /** Octaves over which round ratios between powers of two would crowd. */
    private static final double WIDE = 2.5;
    private static final double[] ROUND = {
        0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.75, 2, 2.5, 3, 4};

    /**
     * What was compared.
     *
     * @param name on the left of its bars
     * @param isClean whether all its ratios are of clean windows; if not, the name has a star
     */
    public record Row(String name, boolean isClean) {
        String text() {
            return ChartStyle.name(name, isClean);
        }
    }

    /**
     * Bars of one colour.
     *
     * @param name in the legend
     * @param behind in the legend, for those below 1
     * @param ratios one for each row, above 0; NaN where there is none
     */
    public record Bars(String name, String behind, double[] ratios) {}

    /**
     * A chart.
     *
     * @throws IllegalArgumentException if there is no ratio, or not one for each row
     */
    public RatioChart {
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
        for (Bars one : bars) {
            if (one.ratios.length != rows.size()) {
                throw new IllegalArgumentException(
                        "bars \"" + one.name + "\" have " + one.ratios.length
                                + " ratios, expected one for each of " + rows.size() + " rows");
            }
        }
        if (logs(bars).findAny().isEmpty()) {
            throw new IllegalArgumentException(
                    "bars of the chart \"" + title + "\" have no ratio, expected at least one");
        }
    }

    private static DoubleStream logs(List<Bars> bars) {
        return bars.stream()
                .flatMapToDouble(one -> DoubleStream.of(one.ratios))
                .filter(ratio -> ratio > 0)
                .map(RatioChart::log2);
    }

    private static double log2(double ratio) {
        return Math.log(ratio) / Math.log(2);
    }

    @Override
    public void write(Path file) throws IOException {
        int plot = Math.max(
                LEAST_PLOT_PIXELS, rows.size() * (bars.size() * BAR_PIXELS + GAP_PIXELS));
        List<String> legend = legend();
        boolean isTall = legend.stream().mapToDouble(ChartStyle::width).sum()
                + legend.size() * LEGEND_MARK_PIXELS > WIDTH;
        int more = isTall ? LEGEND_LINE_PIXELS * (legend.size() - 1) : 0;
        XYChart chart = ChartStyle.chart(
                title, ChartStyle.axis(axis, rows.stream().allMatch(Row::isClean)), WIDTH,
                plot + AROUND_PLOT_PIXELS + more);
        chart.getStyler()
                .setLegendLayout(isTall ? LegendLayout.Vertical : LegendLayout.Horizontal);
        double rowPixels = plot / (rows.size() - 1 + ABOVE + BELOW);
        double octavePixels = axes(chart);
        for (int i = 0; i < bars.size(); i++) {
            double shift = (i - (bars.size() - 1) / 2.0) * BAR_PIXELS / rowPixels;
            Bars one = bars.get(i);
            add(chart, one.name, one.ratios, shift, ChartStyle.color(i), false);
            add(chart, one.behind, one.ratios, shift, ChartStyle.behind(i), true);
            label(chart, one.ratios, shift, LABEL_PIXELS / 2 / octavePixels);
        }
        vertical(chart, 0, "one", ChartStyle.LINE, 1.5f);
        ChartStyle.write(chart, file);
    }

    /** The names that the legend will have. */
    private List<String> legend() {
        List<String> names = new ArrayList<>();
        for (Bars one : bars) {
            if (DoubleStream.of(one.ratios).anyMatch(ratio -> ratio >= 1)) {
                names.add(one.name);
            }
            if (DoubleStream.of(one.ratios).anyMatch(ratio -> ratio < 1)) {
                names.add(one.behind);
            }
        }
        return names;
    }

    /** Sets both axes, adds names and scale, and gives the width of an octave. */
    private double axes(XYChart chart) {
        double names = rows.stream()
                .map(Row::text)
                .mapToDouble(ChartStyle::width)
                .max()
                .orElseThrow();
        double low = Math.min(0, logs(bars).min().orElseThrow());
        double high = Math.max(0, logs(bars).max().orElseThrow());
        double octavePixels = Math.max(
                LEAST_OCTAVE_PIXELS,
                (WIDTH - BESIDE_PLOT_PIXELS - names - 2 * LABEL_PIXELS)
                        / Math.max(0.5, high - low));
        double margin = LABEL_PIXELS / octavePixels;
        chart.getStyler()
                .setXAxisMin(low - margin - names / octavePixels)
                .setXAxisMax(high + margin)
                .setYAxisMin(1 - BELOW - rows.size())
                .setYAxisMax(ABOVE)
                .setAxisTicksVisible(false)
                .setPlotGridLinesVisible(false)
                .setPlotContentSize(1);
        for (int row = 0; row < rows.size(); row++) {
            String name = rows.get(row).text();
            double middle = low - margin - ChartStyle.width(name) / 2 / octavePixels;
            chart.addAnnotation(new AnnotationText(name, middle, -row, false));
        }
        for (double ratio : ticks(low - margin / 2, high + margin / 2)) {
            vertical(chart, log2(ratio), tick(ratio), ChartStyle.GRID, 1);
            chart.addAnnotation(
                    new AnnotationText(tick(ratio), log2(ratio), 0.18 - rows.size(), false));
        }
        return octavePixels;
    }

    /** Powers of two, or round ratios if these are few. */
    private static double[] ticks(double low, double high) {
        DoubleStream ticks = high - low < WIDE
                ? DoubleStream.of(ROUND)
                : DoubleStream.iterate(Math.pow(2, Math.floor(low)), ratio -> 2 * ratio)
                        .limit((int) (high - low) + 3);
        return ticks.filter(ratio -> log2(ratio) >= low && log2(ratio) <= high).toArray();
    }

    /** Such as 2, 1.5 and 1/4. */
    private static String tick(double ratio) {
        double times = Math.max(ratio, 1 / ratio);
        boolean isWhole = times == Math.rint(times);
        String whole = Integer.toString((int) times);
        return isWhole ? ratio < 1 ? "1/" + whole : whole : Double.toString(ratio);
    }

    /** The bars on one side of 1, if there are such. */
    private static void add(
            XYChart chart,
            String name,
            double[] ratios,
            double shift,
            Color color,
            boolean behind) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int row = 0; row < ratios.length; row++) {
            if (behind ? ratios[row] < 1 : ratios[row] >= 1) {
                x.addAll(List.of(0.0, log2(ratios[row]), 0.0));
                // no point: it parts one bar from the next
                y.addAll(List.of(-row - shift, -row - shift, Double.NaN));
            }
        }
        if (!x.isEmpty()) {
            ChartStyle.line(
                    chart, name, array(x), array(y), color,
                    new BasicStroke(
                            BAR_PIXELS - 1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER),
                    SeriesMarkers.NONE);
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The ratio in digits, behind the end of its bar. */
    private static void label(XYChart chart, double[] ratios, double shift, double outwards) {
        for (int row = 0; row < ratios.length; row++) {
            if (ratios[row] > 0) {
                double x = log2(ratios[row]) + (ratios[row] < 1 ? -outwards : outwards);
                chart.addAnnotation(
                        new AnnotationText(text(ratios[row]), x, -row - shift, false));
            }
        }
    }

    /** Three digits or so. */
    private static String text(double ratio) {
        String format = ratio < 9.995 ? "%.2f" : ratio < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, ratio);
    }

    private void vertical(XYChart chart, double x, String name, Color color, float width) {
        ChartStyle.line(
                chart, "line at " + name, new double[] {x, x},
                new double[] {ABOVE, 0.45 - rows.size()}, color, new BasicStroke(width),
                SeriesMarkers.NONE)
                .setShowInLegend(false);
    }
}
