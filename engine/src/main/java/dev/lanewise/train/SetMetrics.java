package dev.lanewise.train;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import java.util.Map;

/**
 * The metrics of a whole set beyond those that {@link MetricSums} adds up: they cost more, or need
 * all rows at once.
 */
interface SetMetrics {
    /** Metrics that suit a loss, of up to so many rows. */
    static SetMetrics of(Loss loss, int outputs, int rows, int k, Kernels kernels) {
        TargetRows targets = new TargetRows(loss, outputs);
        return switch (loss.outputs()) {
            case CLASS_LOGITS -> new ClassMetrics(targets, outputs, rows, k, kernels);
            case BINARY_LOGITS -> new BinaryMetrics(targets, outputs, rows, kernels);
            case VALUES, LOG_RATES -> new NoMetrics();
        };
    }

    /** Adds rows. */
    void add(float[] y, int yAt, float[] targets, int tAt, int rows);

    /** Computes the figures over all that was added. */
    void putInto(Map<Metric, Double> metrics);

    /** Where the sums say everything. */
    record NoMetrics() implements SetMetrics {
        @Override
        public void add(float[] y, int yAt, float[] targets, int tAt, int rows) {}

        @Override
        public void putInto(Map<Metric, Double> metrics) {}
    }
}
