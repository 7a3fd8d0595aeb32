package dev.lanewise.train;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.metric.RocCurve;
import java.util.Arrays;
import java.util.Map;

/** Metrics of outputs that are positive or negative: of each output alone, then their mean. */
final class BinaryMetrics implements SetMetrics {
    private final TargetRows targetRows;
    /** By output, then by row. */
    private final float[][] logits;

    private final float[][] actual;
    /** The plain loss, whatever the network was trained by; takes one row at a time. */
    private final LossKernel crossEntropy;

    private final float[] unused;
    private final float[] probabilities;
    private int count;
    private double logLosses;

    BinaryMetrics(TargetRows targetRows, int outputs, int rows, Kernels kernels) {
        this.targetRows = targetRows;
        this.logits = new float[outputs][rows];
        this.actual = new float[outputs][rows];
        this.crossEntropy = new BinaryCrossEntropy().bind(kernels);
        this.unused = new float[outputs];
        this.probabilities = new float[outputs];
    }

    @Override
    public void add(float[] y, int yAt, float[] targets, int tAt, int rows) {
        int outputs = logits.length;
        for (int row = 0; row < rows; row++) {
            int target = targetRows.at(tAt, row);
            for (int c = 0; c < outputs; c++) {
                logits[c][count] = y[yAt + row * outputs + c];
                probabilities[c] = Math.max(targets[target + c], 0); // also of sides −1 and 1
                actual[c][count] = probabilities[c];
            }
            count++;
            logLosses +=
                    crossEntropy.valueAndGradient(
                            unused, 0, y, yAt + row * outputs, probabilities, 0, 1, outputs, 1f);
        }
    }

    @Override
    public void putInto(Map<Metric, Double> metrics) {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        double area = 0;
        int areas = 0;
        for (int c = 0; c < logits.length; c++) {
            float[] scores = Arrays.copyOf(logits[c], count);
            float[] targets = Arrays.copyOf(actual[c], count);
            ConfusionMatrix matrix = ConfusionMatrix.ofBinary(scores, 0, targets);
            precision += matrix.precision(1);
            recall += matrix.recall(1);
            f1 += matrix.f1(1);
            if (matrix.support(0) > 0 && matrix.support(1) > 0) {
                area += RocCurve.of(scores, targets).auc();
                areas++;
            }
        }
        metrics.put(Metric.PRECISION, precision / logits.length);
        metrics.put(Metric.RECALL, recall / logits.length);
        metrics.put(Metric.F1, f1 / logits.length);
        metrics.put(Metric.ROC_AUC, area / areas);
        metrics.put(Metric.LOG_LOSS, logLosses / ((double) count * logits.length));
    }
}
