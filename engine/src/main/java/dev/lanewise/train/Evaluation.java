package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Predictor;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came out of comparing a network's outputs with targets.
 *
 * @param loss mean loss, or what the loss's reduction makes of all rows
 * @param metrics the figures that suit the loss, in the order of {@link Metric}; a copy is kept
 */
public record Evaluation(double loss, Map<Metric, Double> metrics) {
    private static final int ROWS = 256;
    /** ImageNet's measure, and what people look at first where there are many classes. */
    private static final int TOP_K = 5;

    /** Copies the metrics. */
    public Evaluation {
        Map<Metric, Double> copy = new EnumMap<>(Metric.class);
        copy.putAll(metrics);
        metrics = Collections.unmodifiableMap(copy);
    }

    /**
     * One metric.
     *
     * @throws IllegalArgumentException where this evaluation does not have it
     */
    public double metric(Metric metric) {
        Double value = metrics.get(metric);
        if (value == null) {
            throw new IllegalArgumentException(
                    "metric is " + metric + ", expected one of " + metrics.keySet());
        }
        return value;
    }

    /**
     * Predicts every row of a data set and compares with its targets, by all metrics that suit the
     * loss; {@link Metric#TOP_K_ACCURACY} looks at the 5 largest logits.
     */
    public static Evaluation of(Network network, Loss loss, Dataset dataset) {
        return of(network, loss, dataset, TOP_K);
    }

    /**
     * As {@link #of(Network, Loss, Dataset)}, with so many logits for {@link
     * Metric#TOP_K_ACCURACY}.
     *
     * @param k at least 1; the metric is there where there are more classes
     */
    public static Evaluation of(Network network, Loss loss, Dataset dataset, int k) {
        TrainingChecks.fit(network, loss, dataset, "dataset");
        Checks.require(k >= 1, "k", k, "at least 1");
        return unchecked(network, loss, dataset, k, Lanewise.kernels());
    }

    static Evaluation unchecked(Network network, Loss loss, Dataset dataset, Kernels kernels) {
        return unchecked(network, loss, dataset, TOP_K, kernels);
    }

    private static Evaluation unchecked(
            Network network, Loss loss, Dataset dataset, int k, Kernels kernels) {
        Predictor predictor = network.predictor(kernels);
        LossKernel kernel = loss.bind(kernels);
        MetricSums sums = new MetricSums(loss, network.outputs());
        SetMetrics others = SetMetrics.of(loss, network.outputs(), dataset.rows(), k, kernels);
        float[] outputs =
                new float[Math.multiplyExact(Math.min(ROWS, dataset.rows()), network.outputs())];
        float[] unused = new float[outputs.length];
        for (int row = 0, rows; row < dataset.rows(); row += rows) {
            rows = Math.min(ROWS, dataset.rows() - row);
            int at = row * dataset.targetSize();
            predictor.predict(outputs, 0, dataset.features(), row * dataset.featureSize(), rows);
            double value =
                    kernel.valueAndGradient(
                            unused, 0, outputs, 0, dataset.targets(), at, rows, network.outputs(),
                            1f);
            double weight = kernel.weight(dataset.targets(), at, rows, network.outputs());
            sums.add(value, weight, outputs, 0, dataset.targets(), at, rows);
            others.add(outputs, 0, dataset.targets(), at, rows);
        }
        return sums.evaluation().with(others);
    }

    private Evaluation with(SetMetrics others) {
        Map<Metric, Double> all = new EnumMap<>(Metric.class);
        all.putAll(metrics);
        others.putInto(all);
        return new Evaluation(loss, all);
    }
}
