package dev.lanewise.train;

import dev.lanewise.loss.Loss;
import dev.lanewise.metric.BinaryLogits;
import dev.lanewise.metric.ClassLogits;
import dev.lanewise.metric.RegressionReport;
import dev.lanewise.metric.RegressionSums;
import java.util.EnumMap;
import java.util.Map;

/**
 * Adds up the figures that cost little, batch by batch, in double precision; allocates nothing.
 */
final class MetricSums {
    private final Loss loss;
    private final int outputs;
    private final TargetRows targetRows;
    private final RegressionSums errors;
    private long rows;
    private double lossSum;
    private double lossWeight;
    private long correct;
    private long ignored;

    MetricSums(Loss loss, int outputs) {
        this.loss = loss;
        this.outputs = outputs;
        this.targetRows = new TargetRows(loss, outputs);
        this.errors = new RegressionSums(outputs);
    }

    /** Forgets everything. */
    void clear() {
        rows = 0;
        lossSum = 0;
        lossWeight = 0;
        correct = 0;
        errors.clear();
        ignored = 0;
    }

    /** The sums so far. */
    EpochSums state() {
        return new EpochSums(rows, lossSum, lossWeight, correct, ignored, errors.state());
    }

    /** Goes on from other sums. */
    void restore(EpochSums state) {
        errors.restore(state.errors());
        rows = state.rows();
        lossSum = state.lossSum();
        lossWeight = state.lossWeight();
        correct = state.correct();
        ignored = state.ignored();
    }

    /** Adds a batch, whose sum of losses is known, and what counted in it. */
    void add(
            double sumOfLosses, double weight, float[] y, int yAt, float[] targets, int tAt,
            int batchRows) {
        lossSum += sumOfLosses;
        lossWeight += weight;
        switch (loss.outputs()) {
            case CLASS_LOGITS -> countRightClasses(y, yAt, targets, tAt, batchRows);
            case BINARY_LOGITS -> countRightSides(y, yAt, targets, tAt, batchRows);
            case VALUES -> addErrors(y, yAt, targets, tAt, batchRows);
            case LOG_RATES -> {
            }
        }
        rows += batchRows;
    }

    private void countRightClasses(float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        for (int r = 0; r < batchRows; r++) {
            int t = targetRows.at(tAt, r);
            if (targetRows.isIgnored(targets, t)) {
                ignored++;
            } else if (ClassLogits.largest(y, yAt + r * outputs, outputs) == targetRows
                    .classAt(targets, t)) {
                correct++;
            }
        }
    }

    private void countRightSides(float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        for (int r = 0; r < batchRows; r++) {
            int t = targetRows.at(tAt, r);
            for (int c = 0; c < outputs; c++) {
                int actual = BinaryLogits.isPositive(targets[t + c]) ? 1 : 0;
                if (BinaryLogits.predicted(y[yAt + r * outputs + c], 0) == actual) {
                    correct++;
                }
            }
        }
    }

    private void addErrors(float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        for (int r = 0; r < batchRows; r++) {
            errors.add(y, yAt + r * outputs, targets, targetRows.at(tAt, r));
        }
    }

    /** The figures over all that was added since the last {@link #clear}. */
    Evaluation evaluation() {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        switch (loss.outputs()) {
            case CLASS_LOGITS -> metrics.put(Metric.ACCURACY, correct / (double) (rows - ignored));
            case BINARY_LOGITS ->
                metrics.put(Metric.ACCURACY, correct / ((double) rows * outputs));
            case VALUES -> {
                RegressionReport report = errors.report();
                metrics.put(Metric.MEAN_ABSOLUTE_ERROR, report.meanAbsoluteError());
                metrics.put(Metric.ROOT_MEAN_SQUARED_ERROR, report.rootMeanSquaredError());
                metrics.put(Metric.R_SQUARED, report.rSquared());
            }
            case LOG_RATES -> {
            }
        }
        return new Evaluation(loss.reduction().reduce(lossSum, lossWeight), metrics);
    }
}
