package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveSoftmaxCrossEntropy;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Softmax cross-entropy of class indices: value and gradient in one pass. */
public class SoftmaxCrossEntropyBenchmark extends CheckedBenchmark {
    /** Size of the batch: rows, classes. */
    @Param({Networks.MIDDLE_LOGITS, Networks.IMAGENET_LOGITS})
    public String logits;

    private Rows size;
    private float[] z;
    private int[] labels;
    private float[] targets;
    private Runnable valueAndGradient;

    /** For JMH. */
    public SoftmaxCrossEntropyBenchmark() {}

    @Override
    protected String title() {
        return "SoftmaxCrossEntropyBenchmark, " + logits;
    }

    @Override
    protected void draw() {
        size = Rows.parse("logits", logits);
        z = Operands.normal(1, size.size());
        labels = Operands.classes(2, size.rows(), size.columns());
        targets = Operands.floats(labels);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        LossKernel kernel = kernels.loss(new LossFunction.SoftmaxOfIndices());
        float[] dZ = new float[z.length];
        float[] loss = new float[1];
        int rows = size.rows();
        int classes = size.columns();
        return subject(loss, dZ, () -> {
            double sum = kernel.valueAndGradient(
                    dZ, 0, z, 0, targets, 0, rows, classes, 1f / rows);
            loss[0] = (float) (sum / rows);
        });
    }

    @Override
    protected Subject bindNaive() {
        float[] dZ = new float[z.length];
        float[] loss = new float[1];
        return subject(
                loss, dZ,
                () -> loss[0] = NaiveSoftmaxCrossEntropy.valueAndGradient(
                        dZ, z, labels, size.rows(), size.columns()));
    }

    private Subject subject(float[] loss, float[] dZ, Runnable valueAndGradient) {
        return new Subject(
                List.of(valueAndGradient),
                List.of(
                        new Result("loss", loss, size.rows() + size.columns()),
                        new Result("dZ", dZ, size.columns() + 8)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        valueAndGradient = passes.getFirst();
    }

    /** One batch. */
    @Benchmark
    public void valueAndGradient(Traffic traffic) {
        valueAndGradient.run();
        traffic.addFloats(2.0 * z.length + size.rows());
    }
}
