package dev.lanewise.train;

import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Adds up what {@link Evaluation} reports, batch by batch, in double precision; allocates nothing.
 */
final class MetricSums {
    private final Loss loss;
    private final int outputs;
    private final int targetSize;
    /** The first target of each column: sums about it do not cancel. */
    private final double[] shift;

    private final double[] targetSum;
    private final double[] targetSquares;
    private long rows;
    private double lossSum;
    private long correct;
    private double absoluteErrors;
    private double squaredErrors;

    MetricSums(Loss loss, int outputs) {
        this.loss = loss;
        this.outputs = outputs;
        this.targetSize = loss.targetSize(outputs);
        this.shift = new double[outputs];
        this.targetSum = new double[outputs];
        this.targetSquares = new double[outputs];
    }

    /** Forgets everything. */
    void clear() {
        rows = 0;
        lossSum = 0;
        correct = 0;
        absoluteErrors = 0;
        squaredErrors = 0;
        Arrays.fill(targetSum, 0);
        Arrays.fill(targetSquares, 0);
    }

    /** Adds a batch, whose sum of losses is known. */
    void add(double sumOfLosses, float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        lossSum += sumOfLosses;
        switch (loss) {
            case SoftmaxCrossEntropy _ -> countRightClasses(y, yAt, targets, tAt, batchRows);
            case BinaryCrossEntropy _ -> countRightSides(y, yAt, targets, tAt, batchRows);
            case MeanSquaredError _ -> addErrors(y, yAt, targets, tAt, batchRows);
        }
        rows += batchRows;
    }

    private void countRightClasses(float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        for (int r = 0; r < batchRows; r++) {
            int t = tAt + r * targetSize;
            int target = targetSize == 1 ? (int) targets[t] : indexOfMax(targets, t, outputs);
            if (indexOfMax(y, yAt + r * outputs, outputs) == target) {
                correct++;
            }
        }
    }

    private void countRightSides(float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        for (int i = 0; i < batchRows * outputs; i++) {
            if (y[yAt + i] > 0 == targets[tAt + i] > 0.5f) {
                correct++;
            }
        }
    }

    private void addErrors(float[] y, int yAt, float[] targets, int tAt, int batchRows) {
        if (rows == 0) {
            for (int c = 0; c < outputs; c++) {
                shift[c] = targets[tAt + c];
            }
        }
        for (int r = 0; r < batchRows; r++) {
            for (int c = 0; c < outputs; c++) {
                double target = targets[tAt + r * outputs + c];
                double error = y[yAt + r * outputs + c] - target;
                absoluteErrors += Math.abs(error);
                squaredErrors += error * error;
                double shifted = target - shift[c];
                targetSum[c] += shifted;
                targetSquares[c] += shifted * shifted;
            }
        }
    }

    /** The first of the largest values, or -1 where one is not a number. */
    private static int indexOfMax(float[] values, int from, int n) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            if (Float.isNaN(values[from + i])) {
                return -1;
            }
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }

    /** The figures over all that was added since the last {@link #clear}. */
    Evaluation evaluation() {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        double elements = (double) rows * outputs;
        switch (loss) {
            case SoftmaxCrossEntropy _ -> metrics.put(Metric.ACCURACY, correct / (double) rows);
            case BinaryCrossEntropy _ -> metrics.put(Metric.ACCURACY, correct / elements);
            case MeanSquaredError _ -> {
                metrics.put(Metric.MEAN_ABSOLUTE_ERROR, absoluteErrors / elements);
                metrics.put(Metric.ROOT_MEAN_SQUARED_ERROR, Math.sqrt(squaredErrors / elements));
                metrics.put(Metric.R_SQUARED, rSquared());
            }
        }
        return new Evaluation(lossSum / loss.terms(rows, outputs), metrics);
    }

    private double rSquared() {
        double variation = 0;
        for (int c = 0; c < outputs; c++) {
            variation += targetSquares[c] - targetSum[c] * targetSum[c] / rows;
        }
        return variation > 0 ? 1 - squaredErrors / variation : Double.NaN;
    }
}
