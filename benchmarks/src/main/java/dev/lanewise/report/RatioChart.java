package dev.lanewise.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Ratios as bars that begin at 1, on a logarithmic scale: twice as fast is as long as half as fast.
 * Bars below 1 point the other way and have colours of their own.
 *
 * <p>Inside, x is the logarithm to base 2 and y the row, the first at 0 and the others below it. A
 * bar is a line as thick as a bar, and the scale is drawn by lines and texts: the library's own
 * bars begin at 0, and its logarithmic axes know whole decades.
 *
 * @param title above the chart
 * @param axis what the ratios are
 * @param rows what was compared, from top to bottom
 * @param bars a bar for each row, or several of different colours
 */
public record RatioChart(String title, String axis, List<String> rows, List<Bars> bars)
        implements
            Chart {
    private static final int WIDTH = 900;
    private static final int BAR_PIXELS = 11;
    private static final int GAP_PIXELS = 9;
    /** The library places ticks in another way where the plot is lower than that. */
    private static final int LEAST_PLOT_PIXELS = 180;
    /** Title, scale, its title and legend, about. */
    private static final int AROUND_PLOT_PIXELS = 130;
    /** On the left and on the right of names and plot, about. */
    private static final int BESIDE_PLOT_PIXELS = 60;
    private static final int CHARACTER_PIXELS = 7;
    private static final int LABEL_PIXELS = 34;
    /** Of a single row the library would look for two ticks, for ever. */
    private static final int MOST_TICK_PIXELS = 60;
    /** Rows above the first and below the last, where the scale stands; less than one. */
    private static final double ABOVE = 0.6;
    private static final double BELOW = 0.98;
    /** Octaves over which round ratios between powers of two would crowd. */
    private static final double WIDE = 2.5;
    private static final double[] ROUND = {
        0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.75, 2, 2.5, 3, 4};

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
     * @throws IllegalArgumentException if there is no ratio, or not one for each row, or if two
     *     rows have the same name
     */
    public RatioChart {
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
        if (new HashSet<>(rows).size() < rows.size()) {
            throw new IllegalArgumentException("rows are " + rows + ", expected different names");
        }
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
        XYChart chart = ChartStyle.chart(title, axis, WIDTH, plot + AROUND_PLOT_PIXELS);
        double rowPixels = plot / (rows.size() - 1 + ABOVE + BELOW);
        double octavePixels = axes(chart, rowPixels);
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

    /** Sets both axes, draws the scale, and gives the width of an octave. */
    private double axes(XYChart chart, double rowPixels) {
        int names = rows.stream().mapToInt(String::length).max().orElseThrow() * CHARACTER_PIXELS;
        double bars = WIDTH - BESIDE_PLOT_PIXELS - names - 2 * LABEL_PIXELS;
        double low = Math.min(0, logs(this.bars).min().orElseThrow());
        double high = Math.max(0, logs(this.bars).max().orElseThrow());
        double octavePixels = bars / Math.max(0.5, high - low);
        double margin = LABEL_PIXELS / octavePixels;
        chart.getStyler()
                .setXAxisMin(low - margin)
                .setXAxisMax(high + margin)
                .setXAxisTicksVisible(false)
                .setPlotGridLinesVisible(false)
                .setAxisTicksMarksVisible(false)
                .setYAxisLabelAlignment(TextAlignment.Right)
                .setYAxisMin(1 - BELOW - rows.size())
                .setYAxisMax(ABOVE)
                .setYAxisTickMarkSpacingHint((int) Math.min(rowPixels, MOST_TICK_PIXELS))
                .setPlotContentSize(1);
        chart.setCustomYAxisTickLabelsFormatter(this::row);
        for (double ratio : ticks(low - margin / 2, high + margin / 2)) {
            vertical(chart, log2(ratio), tick(ratio), ChartStyle.GRID, 1);
            chart.addAnnotation(
                    new AnnotationText(tick(ratio), log2(ratio), 0.25 - rows.size(), false));
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

    /** What stands at a place of the y axis; others than rows lie outside, but must differ too. */
    private String row(double y) {
        int row = (int) -y;
        return row == -y && row >= 0 && row < rows.size() ? rows.get(row) : Double.toString(y);
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
                new double[] {ABOVE, 0.4 - rows.size()}, color, new BasicStroke(width),
                SeriesMarkers.NONE)
                .setShowInLegend(false);
    }
}
