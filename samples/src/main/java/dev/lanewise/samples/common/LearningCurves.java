package dev.lanewise.samples.common;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of a training: a chart for each figure, in it a curve for each that the log has, and a
 * line at the epoch whose weights are kept.
 *
 * <p>Where the validation curve turns while the training curve goes on, the network learns its
 * training rows by heart.
 */
public final class LearningCurves {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final Color[] COLORS = {
        new Color(0x1f, 0x77, 0xb4), new Color(0xd9, 0x5f, 0x02), new Color(0x1b, 0x7f, 0x3b)
    };
    private static final Color KEPT = new Color(0x77, 0x77, 0x77);
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final BasicStroke LINE = new BasicStroke(2f);
    private static final BasicStroke DASHES =
            new BasicStroke(
                    1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1f, new float[] {6, 4}, 0);

    private LearningCurves() {}

    /** Writes the picture as PNG. */
    public static void write(TrainingLog log, Path file) throws IOException {
        List<XYChart> charts = log.figures().stream().map(figure -> chart(log, figure)).toList();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapFormat.PNG);
        }
    }

    private static XYChart chart(TrainingLog log, Figure figure) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(figure.name())
                        .xAxisTitle("epoch")
                        .build();
        double[] epochs = IntStream.rangeClosed(1, log.epochs()).asDoubleStream().toArray();
        DoubleSummaryStatistics all = new DoubleSummaryStatistics();
        for (int i = 0; i < log.curves().size(); i++) {
            double[] values = values(log, i, figure);
            for (double value : values) {
                all.accept(value);
            }
            String name = log.curves().get(i).name();
            add(chart, name, epochs, values, COLORS[i % COLORS.length], LINE, SeriesMarkers.CIRCLE);
        }
        if (log.kept() > 0) {
            double[] where = {log.kept(), log.kept()};
            double[] height = {all.getMin(), all.getMax()};
            String name = "kept: epoch " + log.kept();
            add(chart, name, where, height, KEPT, DASHES, SeriesMarkers.NONE);
        }
        style(chart.getStyler(), log.epochs(), all.getMax() - all.getMin());
        return chart;
    }

    private static double[] values(TrainingLog log, int curve, Figure figure) {
        return IntStream.rangeClosed(1, log.epochs())
                .mapToDouble(epoch -> figure.of(log.epoch(epoch).get(curve)))
                .toArray();
    }

    private static void add(
            XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke,
            Marker marker) {
        chart.addSeries(name, x, y)
                .setMarker(marker)
                .setMarkerColor(color)
                .setLineColor(color)
                .setLineStyle(stroke);
    }

    private static void style(XYStyler styler, int epochs, double range) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(TEXT.deriveFont(Font.BOLD, 16f))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(TEXT)
                .setMarkerSize(5);
        styler.setPlotBorderVisible(false).setChartPadding(12);
        styler.setAxisTickLabelsFont(TEXT)
                .setAxisTitleFont(TEXT)
                .setPlotGridLinesColor(GRID)
                .setPlotGridVerticalLinesVisible(false)
                .setXAxisMin(0.0)
                .setXAxisMax((double) epochs)
                .setXAxisDecimalPattern("0")
                .setYAxisDecimalPattern(pattern(range));
    }

    /** As many decimals as tell the ticks of an axis apart, the same for all of them. */
    private static String pattern(double range) {
        int decimals = range > 0 ? Math.clamp(1 - (int) Math.floor(Math.log10(range)), 0, 9) : 4;
        return "#,##0" + (decimals > 0 ? "." + "0".repeat(decimals) : "");
    }
}
