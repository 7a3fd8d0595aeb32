package dev.lanewise.samples.common;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of a training: a chart for each figure, in it a curve of the training rows and one of
 * the validation rows, and a line at the epoch whose weights are kept.
 *
 * <p>Where the validation curve turns while the training curve goes on, the network learns its
 * training rows by heart.
 */
public final class LearningCurves {
    private LearningCurves() {}

    /** Writes the picture as PNG. */
    public static void write(TrainingLog log, Path file) throws IOException {
        Charts.write(log.figures().stream().map(figure -> chart(log, figure)).toList(), file);
    }

    private static XYChart chart(TrainingLog log, Figure figure) {
        XYChart chart = Charts.chart(figure.name(), "epoch");
        double[] training = values(log, figure, Epoch::training);
        double[] validation = values(log, figure, epoch -> epoch.validation().orElseThrow());
        add(chart, "training", training, Charts.BLUE);
        add(chart, "validation", validation, Charts.ORANGE);
        DoubleSummaryStatistics all =
                DoubleStream.concat(DoubleStream.of(training), DoubleStream.of(validation))
                        .summaryStatistics();
        if (log.kept() > 0) {
            String name = "kept: epoch " + log.kept();
            Charts.mark(chart, name, log.kept(), all.getMin(), all.getMax());
        }
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax((double) log.epochs().size())
                .setXAxisDecimalPattern("0")
                .setYAxisDecimalPattern(Charts.pattern(all.getMax() - all.getMin()));
        return chart;
    }

    private static double[] values(
            TrainingLog log, Figure figure, Function<Epoch, Evaluation> evaluation) {
        return log.epochs().stream().map(evaluation).mapToDouble(figure::of).toArray();
    }

    private static void add(XYChart chart, String name, double[] values, Color color) {
        double[] epochs = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
        Charts.line(chart, name, epochs, values, color).setMarker(SeriesMarkers.CIRCLE);
    }
}
