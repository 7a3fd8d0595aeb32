package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveScaling;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Features of a batch brought to mean 0 and deviation 1. */
public class ScalingBenchmark extends CheckedBenchmark {
    /** Size of the batch. */
    @Param(Networks.MIDDLE_FEATURES)
    public String batch;

    private Rows size;
    private float[] x;
    private float[] mean;
    private float[] inverse;
    private Runnable standardize;

    /** For JMH. */
    public ScalingBenchmark() {}

    @Override
    protected String title() {
        return "ScalingBenchmark, " + batch;
    }

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch);
        x = Operands.normal(1, size.size());
        mean = Operands.normal(2, size.columns());
        inverse = Operands.normal(3, size.columns());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        ScalingKernel kernel = kernels.scaling();
        float[] y = new float[x.length];
        int rows = size.rows();
        int columns = size.columns();
        return subject(
                y,
                () -> kernel.standardize(
                        y, 0, x, 0, mean, 0, inverse, 0, columns, rows, columns));
    }

    @Override
    protected Subject bindNaive() {
        float[] y = new float[x.length];
        return subject(
                y,
                () -> NaiveScaling.standardize(
                        y, x, mean, inverse, size.rows(), size.columns()));
    }

    private static Subject subject(float[] y, Runnable standardize) {
        return new Subject(List.of(standardize), List.of(new Result("Y", y, 2)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        standardize = passes.getFirst();
    }

    /** All values. */
    @Benchmark
    public void standardize(Traffic traffic) {
        standardize.run();
        traffic.addFloats(2.0 * x.length);
    }
}
