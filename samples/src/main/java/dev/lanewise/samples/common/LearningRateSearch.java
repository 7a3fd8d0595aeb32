package dev.lanewise.samples.common;

import dev.lanewise.data.Dataset;
import dev.lanewise.train.LearningRateCurve;
import dev.lanewise.train.LearningRateCurve.Point;
import dev.lanewise.train.LearningRateFinder;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/**
 * What the option {@code --find-rate} does: it tries learning rates with a {@link
 * LearningRateFinder}, from tiny ones to those at which the loss bursts, and draws the loss over
 * them. A good rate for the height of a one-cycle schedule lies right of where the loss falls
 * fastest, and well left of where it rises again.
 */
public final class LearningRateSearch {
    /** Room above the first loss, in units of its drop; all of the burst would hide the rest. */
    private static final double HEADROOM = 0.3;

    private LearningRateSearch() {}

    /** Tries rates, says which one is suggested, and writes the picture as PNG. */
    public static void run(Trainer trainer, Dataset training, Path file, PrintWriter out)
            throws IOException {
        LearningRateCurve curve = LearningRateFinder.of().withUpdates(200).find(trainer, training);
        Charts.write(List.of(chart(curve)), file);
        List<Point> points = curve.points();
        out.printf(Locale.ROOT, "Tried %d learning rates from %.1e to %.1e%n", points.size(),
                points.getFirst().learningRate(), points.getLast().learningRate());
        OptionalDouble rate = curve.suggestion();
        if (rate.isPresent()) {
            out.printf(Locale.ROOT, "The loss fell fastest at %.1e%n", rate.getAsDouble());
        } else {
            out.printf("The loss fell nowhere%n");
        }
        out.printf("Picture: %s%n", file);
        out.flush();
    }

    private static XYChart chart(LearningRateCurve curve) {
        XYChart chart = Charts.chart("loss by learning rate", "learning rate");
        List<Point> points = curve.points();
        double[] rates = values(points, Point::learningRate);
        Charts.line(chart, "batch", rates, values(points, Point::loss), Charts.BLUE);
        double[] smoothed = values(points, Point::smoothedLoss);
        Charts.line(chart, "smoothed", rates, smoothed, Charts.ORANGE);
        double least = points.stream().mapToDouble(Point::loss).min().orElseThrow();
        double most = points.getFirst().loss();
        double top = most + HEADROOM * (most - least);
        curve.suggestion().ifPresent(
                rate -> Charts.mark(
                        chart, String.format(Locale.ROOT, "fastest: %.1e", rate), rate, least,
                        top));
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisMin(least)
                .setYAxisMax(top)
                .setYAxisDecimalPattern(Charts.pattern(top - least));
        return chart;
    }

    private static double[] values(List<Point> points, ToDoubleFunction<Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
