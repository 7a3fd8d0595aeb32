package dev.lanewise.samples.common;

import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A number by which people follow a training.
 *
 * @param name what it is called above a column and above a chart
 * @param value takes it out of an evaluation
 * @param format writes it
 */
public record Figure(
        String name, ToDoubleFunction<Evaluation> value, DoubleFunction<String> format) {
    /** What training makes small. */
    public static final Figure LOSS =
            new Figure("loss", Evaluation::loss, Figure::fourDecimals);

    /** Share of right answers. */
    public static final Figure ACCURACY =
            new Figure("accuracy", e -> e.metric(Metric.ACCURACY), Figure::fourDecimals);

    private static String fourDecimals(double value) {
        boolean large = Math.abs(value) >= 1e5;
        return String.format(Locale.ROOT, large ? "%.3e" : "%.4f", value);
    }

    /** The number in an evaluation. */
    double of(Evaluation evaluation) {
        return value.applyAsDouble(evaluation);
    }

    /** The number in an evaluation, for people. */
    String text(Evaluation evaluation) {
        return format.apply(of(evaluation));
    }
}
