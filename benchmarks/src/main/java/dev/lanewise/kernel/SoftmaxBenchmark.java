package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveSoftmax;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Probabilities of a batch of logits, and their logarithms. */
public class SoftmaxBenchmark extends CheckedBenchmark {
    /** Size of the batch: rows, classes. */
    @Param({Networks.MIDDLE_LOGITS, Networks.IMAGENET_LOGITS})
    public String logits;

    private Rows size;
    private float[] z;
    private Runnable softmax;
    private Runnable logSoftmax;

    /** For JMH. */
    public SoftmaxBenchmark() {}

    @Override
    protected String title() {
        return "SoftmaxBenchmark, " + logits;
    }

    @Override
    protected void draw() {
        size = Rows.parse("logits", logits);
        z = Operands.normal(1, size.size());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        SoftmaxKernel kernel = kernels.softmax();
        float[] y = new float[z.length];
        float[] logs = new float[z.length];
        int rows = size.rows();
        int classes = size.columns();
        return subject(
                y, logs,
                () -> kernel.softmax(y, 0, z, 0, rows, classes),
                () -> kernel.logSoftmax(logs, 0, z, 0, rows, classes));
    }

    @Override
    protected Subject bindNaive() {
        float[] y = new float[z.length];
        float[] logs = new float[z.length];
        return subject(
                y, logs,
                () -> NaiveSoftmax.softmax(y, z, size.rows(), size.columns()),
                () -> NaiveSoftmax.logSoftmax(logs, z, size.rows(), size.columns()));
    }

    private Subject subject(float[] y, float[] logs, Runnable softmax, Runnable logSoftmax) {
        int roundings = size.columns() + 8;
        return new Subject(
                List.of(softmax, logSoftmax),
                List.of(new Result("Y", y, roundings), new Result("ln Y", logs, roundings)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        softmax = passes.get(0);
        logSoftmax = passes.get(1);
    }

    /** Probabilities. */
    @Benchmark
    public void softmax(Traffic traffic) {
        softmax.run();
        traffic.addFloats(2.0 * z.length);
    }

    /** Their logarithms. */
    @Benchmark
    public void logSoftmax(Traffic traffic) {
        logSoftmax.run();
        traffic.addFloats(2.0 * z.length);
    }
}
