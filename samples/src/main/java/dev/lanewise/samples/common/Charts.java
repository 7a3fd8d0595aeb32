package dev.lanewise.samples.common;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How the charts of all samples look. */
final class Charts {
    static final Color BLUE = new Color(0x1f, 0x77, 0xb4);
    static final Color ORANGE = new Color(0xd9, 0x5f, 0x02);
    private static final Color MARK = new Color(0x77, 0x77, 0x77);
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final BasicStroke LINE = new BasicStroke(2f);
    private static final BasicStroke DASHES =
            new BasicStroke(
                    1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1f, new float[] {6, 4}, 0);

    private Charts() {}

    /** A chart without a curve yet. */
    static XYChart chart(String title, String xTitle) {
        XYChart chart =
                new XYChartBuilder()
                        .width(640)
                        .height(420)
                        .title(title)
                        .xAxisTitle(xTitle)
                        .build();
        XYStyler styler = chart.getStyler();
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
                .setPlotGridVerticalLinesVisible(false);
        return chart;
    }

    /** Adds a curve without markers. */
    static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE)
                .setMarkerColor(color)
                .setLineColor(color)
                .setLineStyle(LINE);
        return series;
    }

    /** Adds a dashed vertical line. */
    static void mark(XYChart chart, String name, double x, double lowest, double highest) {
        line(chart, name, new double[] {x, x}, new double[] {lowest, highest}, MARK)
                .setLineStyle(DASHES);
    }

    /** As many decimals as tell the ticks of an axis apart, the same for all of them. */
    static String pattern(double range) {
        int decimals = range > 0 ? Math.clamp(1 - (int) Math.floor(Math.log10(range)), 0, 9) : 4;
        return "#,##0" + (decimals > 0 ? "." + "0".repeat(decimals) : "");
    }

    /** Writes charts side by side as PNG. */
    static void write(List<XYChart> charts, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapFormat.PNG);
        }
    }
}
