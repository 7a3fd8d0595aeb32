package dev.lanewise.samples.images;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.Metric;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of loss and accuracy over the epochs, on training data against validation data.
 *
 * <p>Where the validation curve turns while the training curve goes on, the network learns its
 * training images by heart.
 */
final class LearningCurves {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final Color TRAINING = new Color(0x1f, 0x77, 0xb4);
    private static final Color VALIDATION = new Color(0xd9, 0x5f, 0x02);
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private LearningCurves() {}

    /** Writes the picture as PNG. */
    static void write(History history, Path file) throws IOException {
        XYChart loss = chart("loss", history, Evaluation::loss, LegendPosition.InsideNE);
        XYChart accuracy =
                chart("accuracy", history, e -> e.metric(Metric.ACCURACY), LegendPosition.InsideSE);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            BitmapEncoder.saveBitmap(List.of(loss, accuracy), 1, 2, out, BitmapFormat.PNG);
        }
    }

    private static XYChart chart(
            String title,
            History history,
            ToDoubleFunction<Evaluation> figure,
            LegendPosition legend) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle("epoch")
                        .build();
        style(chart.getStyler(), legend, history.epochs().size());
        add(chart, "training", TRAINING, history, e -> figure.applyAsDouble(e.training()));
        add(
                chart,
                "validation",
                VALIDATION,
                history,
                e -> figure.applyAsDouble(e.validation().orElseThrow()));
        return chart;
    }

    private static void add(
            XYChart chart,
            String name,
            Color color,
            History history,
            ToDoubleFunction<Epoch> figure) {
        double[] x = history.epochs().stream().mapToDouble(Epoch::number).toArray();
        double[] y = history.epochs().stream().mapToDouble(figure).toArray();
        chart.addSeries(name, x, y)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(color)
                .setLineColor(color)
                .setLineStyle(new BasicStroke(2f));
    }

    private static void style(XYStyler styler, LegendPosition legend, int epochs) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(TEXT.deriveFont(Font.BOLD, 16f))
                .setLegendPosition(legend)
                .setLegendBorderColor(GRID)
                .setLegendFont(TEXT)
                .setMarkerSize(5);
        styler.setPlotBorderVisible(false).setChartPadding(12);
        styler.setAxisTickLabelsFont(TEXT)
                .setAxisTitleFont(TEXT)
                .setPlotGridLinesColor(GRID)
                .setPlotGridVerticalLinesVisible(false)
                .setXAxisMin(1.0)
                .setXAxisMax((double) Math.max(2, epochs))
                .setXAxisDecimalPattern("0");
    }
}
