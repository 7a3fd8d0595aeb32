package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveDropout;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Dropout of a batch of activations, its mask included.
 *
 * <p>The naive loop draws other random numbers than the kernels, so it drops other values. What can
 * be demanded of it is demanded: each value is 0 or what a kept one has to be, and about as many
 * are 0 as should.
 */
public class DropoutBenchmark extends CheckedBenchmark {
    private static final float RATE = 0.5f;
    private static final double DEVIATIONS = 6;

    /** Size of the batch. */
    @Param(Networks.MIDDLE_LAYER)
    public String batch;

    private float[] x;
    private Runnable apply;

    /** For JMH. */
    public DropoutBenchmark() {}

    @Override
    protected String title() {
        return "DropoutBenchmark, " + batch;
    }

    @Override
    protected void draw() {
        x = Operands.normal(1, Rows.parse("batch", batch).size());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        DropoutKernel kernel = kernels.dropout();
        float[] y = new float[x.length];
        return subject(y, () -> kernel.apply(y, 0, x, 0, x.length, 42, 0, RATE));
    }

    @Override
    protected Subject bindNaive() {
        NaiveDropout naive = new NaiveDropout();
        float[] y = new float[x.length];
        return subject(y, () -> naive.apply(y, x, RATE));
    }

    private static Subject subject(float[] y, Runnable apply) {
        return new Subject(List.of(apply), List.of(new Result("Y", y, 1)));
    }

    @Override
    protected void check(List<Result> expected, List<Result> actual) {
        if (implementation != Implementation.NAIVE) {
            super.check(expected, actual);
            return;
        }
        float[] y = actual.getFirst().values();
        float[] right = new float[y.length];
        int dropped = 0;
        for (int i = 0; i < y.length; i++) {
            right[i] = y[i] == 0 ? 0 : x[i] / (1 - RATE);
            dropped += y[i] == 0 ? 1 : 0;
        }
        super.check(List.of(new Result("Y", right, 1)), actual);
        double deviation = Math.sqrt(y.length * RATE * (1 - RATE));
        if (Math.abs(dropped - y.length * RATE) > DEVIATIONS * deviation) {
            throw new IllegalStateException(
                    title() + ", NAIVE: " + dropped + " of " + y.length + " values were dropped");
        }
    }

    @Override
    protected void time(List<Runnable> passes) {
        apply = passes.getFirst();
    }

    /** All values. */
    @Benchmark
    public void apply(Traffic traffic) {
        apply.run();
        traffic.addFloats(2.0 * x.length);
    }
}
