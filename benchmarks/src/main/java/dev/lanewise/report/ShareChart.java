package dev.lanewise.report;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines of shares of a limit by size, on a logarithmic scale of sizes; the first line is ours.
 *
 * @param title above the chart
 * @param sizeAxis what the sizes are
 * @param shareAxis what the shares are shares of
 * @param lines at least one
 */
public record ShareChart(String title, String sizeAxis, String shareAxis, List<Line> lines)
        implements
            Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    /** The width of the plot, about. */
    private static final int PLOT_PIXELS = 780;
    private static final int MOST_OCTAVE_PIXELS = 400;
    private static final double MARGIN = 0.15;
    /** So that the line at all of the limit is seen. */
    private static final double ABOVE_ALL = 1.01;

    /**
     * A line.
     *
     * @param name in the legend
     * @param sizes above 0, at least one
     * @param shares at these sizes, 1 for all of the limit
     * @param isClean whether all of them are of clean windows; if not, the name has a star
     */
    public record Line(String name, int[] sizes, double[] shares, boolean isClean) {
        /**
         * A line.
         *
         * @throws IllegalArgumentException if there is no size, or not a share for each of them
         */
        public Line {
            if (sizes.length == 0 || shares.length != sizes.length) {
                throw new IllegalArgumentException(
                        "line \"" + name + "\" has " + sizes.length + " sizes and " + shares.length
                                + " shares, expected as many of each, at least one");
            }
        }
    }

    /**
     * A chart.
     *
     * @throws IllegalArgumentException if there is no line
     */
    public ShareChart {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "lines of the chart \"" + title + "\" are none, expected at least one");
        }
    }

    @Override
    public void write(Path file) throws IOException {
        XYChart chart = ChartStyle.chart(
                title, ChartStyle.axis(sizeAxis, lines.stream().allMatch(Line::isClean)), WIDTH,
                HEIGHT);
        chart.setYAxisTitle(shareAxis);
        double low = log2(sizes().min().orElseThrow()) - MARGIN;
        double high = log2(sizes().max().orElseThrow()) + MARGIN;
        chart.getStyler()
                .setXAxisMin(low)
                .setXAxisMax(high)
                .setXAxisTickMarkSpacingHint(
                        (int) Math.min(MOST_OCTAVE_PIXELS, PLOT_PIXELS / (high - low)))
                .setYAxisMin(0.0)
                .setYAxisMax(ABOVE_ALL)
                .setAxisTicksMarksVisible(false)
                .setPlotContentSize(1)
                .setMarkerSize(7);
        chart.setCustomXAxisTickLabelsFormatter(ShareChart::size);
        chart.setCustomYAxisTickLabelsFormatter(ShareChart::percent);
        // ours last, so that it lies above the others
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            ChartStyle.line(
                    chart, ChartStyle.name(line.name, line.isClean),
                    Arrays.stream(line.sizes).mapToDouble(ShareChart::log2).toArray(),
                    line.shares, i == 0 ? ChartStyle.OURS : ChartStyle.color(i - 1),
                    new BasicStroke(i == 0 ? 3f : 1.8f),
                    i == 0 ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND);
        }
        ChartStyle.write(chart, file);
    }

    private IntStream sizes() {
        return lines.stream().flatMapToInt(line -> Arrays.stream(line.sizes));
    }

    private static double log2(double size) {
        return Math.log(size) / Math.log(2);
    }

    /** The size at a tick; what stands between powers of two is not shown, but must differ. */
    private static String size(double log) {
        return log == Math.rint(log)
                ? Long.toString(Math.round(Math.pow(2, log)))
                : Double.toString(log);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
