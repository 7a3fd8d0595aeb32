package dev.lanewise.train;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.loss.SoftmaxCrossEntropy;
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
    /** The plain loss, whatever the network was trained by; takes one row at a time. */
    private final LossKernel crossEntropy;

    private final float[] target = new float[1];
    private final float[] unused;
    private int count;
    private int amongLargest;
    private double logLosses;

    ClassMetrics(TargetRows targetRows, int classes, int rows, int k, Kernels kernels) {
        this.targetRows = targetRows;
        this.classes = classes;
        this.k = k;
        this.predicted = new int[rows];
        this.actual = new int[rows];
        this.crossEntropy = SoftmaxCrossEntropy.ofClassIndices().bind(kernels);
        this.unused = new float[classes];
    }

    @Override
    public void add(float[] y, int yAt, float[] targets, int tAt, int rows) {
        for (int row = 0; row < rows; row++) {
            int logits = yAt + row * classes;
            int at = targetRows.at(tAt, row);
            if (targetRows.isIgnored(targets, at)) {
                continue;
            }
            int c = targetRows.classAt(targets, at);
            predicted[count] = ClassLogits.largest(y, logits, classes);
            actual[count] = c;
            count++;
            amongLargest += ClassLogits.rank(y, logits, classes, c) < k ? 1 : 0;
            target[0] = c;
            logLosses +=
                    crossEntropy.valueAndGradient(
                            unused, 0, y, logits, target, 0, 1, classes, 1f);
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
