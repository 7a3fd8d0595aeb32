package dev.lanewise.train;

import dev.lanewise.metric.ClassLogits;
import dev.lanewise.metric.ConfusionMatrix;
import java.util.Arrays;
import java.util.Map;

/** Metrics of rows that are of one class each. */
final class ClassMetrics implements SetMetrics {
    private final TargetRows targetRows;
    private final int classes;
    private final int k;
    private final int[] predicted;
    private final int[] actual;
    private int count;
    private int amongLargest;
    private double logLosses;

    ClassMetrics(TargetRows targetRows, int classes, int rows, int k) {
        this.targetRows = targetRows;
        this.classes = classes;
        this.k = k;
        this.predicted = new int[rows];
        this.actual = new int[rows];
    }

    @Override
    public void add(float[] y, int yAt, float[] targets, int tAt, int rows) {
        for (int row = 0; row < rows; row++) {
            int logits = yAt + row * classes;
            int target = targetRows.classAt(targets, targetRows.at(tAt, row));
            predicted[count] = ClassLogits.largest(y, logits, classes);
            actual[count] = target;
            count++;
            amongLargest += ClassLogits.rank(y, logits, classes, target) < k ? 1 : 0;
            logLosses += ClassLogits.logLoss(y, logits, classes, target);
        }
    }

    @Override
    public void putInto(Map<Metric, Double> metrics) {
        ConfusionMatrix matrix =
                ConfusionMatrix.ofClasses(
                        Arrays.copyOf(predicted, count), Arrays.copyOf(actual, count), classes);
        metrics.put(Metric.PRECISION, matrix.macroPrecision());
        metrics.put(Metric.RECALL, matrix.macroRecall());
        metrics.put(Metric.F1, matrix.macroF1());
        metrics.put(Metric.LOG_LOSS, logLosses / count);
        if (classes > k) {
            metrics.put(Metric.TOP_K_ACCURACY, amongLargest / (double) count);
        }
    }
}
