package dev.lanewise.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;

/** How all charts look, and how they become files. */
final class ChartStyle {
    /** Told apart also by those who see few colours: their lightness differs. */
    private static final Color[] SERIES = {
        new Color(0x1b, 0x5e, 0x9e), new Color(0x6b, 0xae, 0xd6), new Color(0x2c, 0xa0, 0x5a),
        new Color(0x8c, 0x6b, 0xb1), new Color(0x99, 0x99, 0x99), new Color(0x5a, 0x5a, 0x5a)};
    /** The same for figures below one, which are to be seen at once. */
    private static final Color[] BEHIND = {
        new Color(0xc0, 0x39, 0x2b), new Color(0xf0, 0x8c, 0x5a), new Color(0xd6, 0x27, 0x76),
        new Color(0xe3, 0x77, 0xc2), new Color(0xb8, 0x86, 0x0b), new Color(0x8b, 0x45, 0x13)};
    /** What is ours, where others are shown beside it. */
    static final Color OURS = new Color(0xd9, 0x5f, 0x02);
    static final Color LINE = new Color(0x33, 0x33, 0x33);
    static final Color GRID = new Color(0xe2, 0xe2, 0xe2);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font ANNOTATION = TEXT.deriveFont(11f);
    /** More points than the chart has units, so that text is sharp on fine screens. */
    private static final int DOTS_PER_INCH = 108;

    private ChartStyle() {}

    /** The colour of a series by its place. */
    static Color color(int series) {
        return SERIES[series % SERIES.length];
    }

    /** The colour of the figures below one of a series. */
    static Color behind(int series) {
        return BEHIND[series % BEHIND.length];
    }

    /** A chart with nothing in it. */
    static XYChart chart(String title, String xTitle, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xTitle)
                .build();
        XYStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(TEXT.deriveFont(Font.BOLD, 15f))
                .setChartTitleBoxVisible(false)
                .setChartPadding(12)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(TEXT)
                .setPlotBorderVisible(false)
                .setAnnotationTextFont(ANNOTATION)
                .setAnnotationTextFontColor(LINE);
        styler.setAxisTickLabelsFont(TEXT)
                .setAxisTitleFont(TEXT)
                .setAxisTicksLineVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1f));
        return chart;
    }

    /** The width of an annotation. */
    static double width(String text) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        return ANNOTATION.getStringBounds(text, context).getWidth();
    }

    /** A name in a chart, with a star if not every figure behind it is of clean windows. */
    static String name(String name, boolean isClean) {
        return isClean ? name : name + " *";
    }

    /** The title of an axis, which says what the star means if there is one in the chart. */
    static String axis(String title, boolean areClean) {
        return areClean ? title : title + "; * the machine was busy";
    }

    /** Adds a line. */
    static XYSeries line(
            XYChart chart,
            String name,
            double[] x,
            double[] y,
            Color color,
            BasicStroke stroke,
            Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(marker).setMarkerColor(color).setLineColor(color).setLineStyle(stroke);
        return series;
    }

    /** Writes a chart as PNG, into a folder that is made if need be. */
    static void write(XYChart chart, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        BitmapEncoder.saveBitmapWithDPI(
                chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
}
