package dev.lanewise.train;

import java.util.Objects;
import java.util.Optional;

/**
 * The figure by which the epochs of a training are compared: the loss or a metric.
 *
 * @param metric which one; empty for the loss
 * @param larger whether larger is better, as for an accuracy
 */
public record Monitor(Optional<Metric> metric, boolean larger) {
    /** Demands a metric or none. */
    public Monitor {
        Objects.requireNonNull(metric, "metric");
    }

    /** The loss, smaller being better. */
    public static Monitor loss() {
        return new Monitor(Optional.empty(), false);
    }

    /** A metric that is to become small, such as a mean error. */
    public static Monitor smallest(Metric metric) {
        return new Monitor(Optional.of(metric), false);
    }

    /** A metric that is to become large, such as an accuracy. */
    public static Monitor largest(Metric metric) {
        return new Monitor(Optional.of(metric), true);
    }

    /**
     * The figure of an evaluation.
     *
     * @throws IllegalArgumentException where the evaluation does not have the metric
     */
    public double of(Evaluation evaluation) {
        return metric.map(evaluation::metric).orElse(evaluation.loss());
    }

    /** The figure of an evaluation, or its negative where larger is better: the less, the better. */
    double toMinimize(Evaluation evaluation) {
        double figure = of(evaluation);
        return larger ? -figure : figure;
    }
}
