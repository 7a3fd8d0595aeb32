package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
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
 * @param loss mean loss
 * @param metrics the figures that suit the loss, in the order of {@link Metric}; a copy is kept
 */
public record Evaluation(double loss, Map<Metric, Double> metrics) {
    private static final int ROWS = 256;

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

    /** Predicts every row of a data set and compares with its targets. */
    public static Evaluation of(Network network, Loss loss, Dataset dataset) {
        TrainingChecks.fit(network, loss, dataset, "dataset");
        return unchecked(network, loss, dataset, Lanewise.kernels());
    }

    static Evaluation unchecked(Network network, Loss loss, Dataset dataset, Kernels kernels) {
        Predictor predictor = network.predictor(kernels);
        LossKernel kernel = loss.bind(kernels);
        MetricSums sums = new MetricSums(loss, network.outputs());
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
            sums.add(value, outputs, 0, dataset.targets(), at, rows);
        }
        return sums.evaluation();
    }
}
