package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaivePrelu;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** PReLU of a batch, forward and backward, the gradient of its slopes included. */
public class PreluBenchmark extends CheckedBenchmark {
    /** Size of the batch. */
    @Param(Networks.MIDDLE_LAYER)
    public String batch;

    private Rows size;
    private float[] z;
    private float[] dY;
    private float[] a;
    private Runnable forward;
    private Runnable backward;

    /** For JMH. */
    public PreluBenchmark() {}

    @Override
    protected String title() {
        return "PreluBenchmark, " + batch;
    }

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch);
        z = Operands.normal(1, size.size());
        dY = Operands.normal(2, size.size());
        a = Operands.normal(3, size.columns());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        PreluKernel kernel = kernels.prelu();
        float[] y = new float[z.length];
        float[] dZ = new float[z.length];
        float[] da = new float[a.length];
        int rows = size.rows();
        int columns = size.columns();
        return subject(
                y, dZ, da,
                () -> kernel.forward(y, 0, z, 0, a, 0, columns, rows, columns),
                () -> {
                    kernel.parameterGradients(
                            da, 0, dY, 0, z, 0, columns, rows, columns, false);
                    kernel.inputGradient(dZ, 0, dY, 0, z, 0, a, 0, columns, rows, columns);
                });
    }

    @Override
    protected Subject bindNaive() {
        float[] y = new float[z.length];
        float[] dZ = new float[z.length];
        float[] da = new float[a.length];
        return subject(
                y, dZ, da,
                () -> NaivePrelu.forward(y, z, a, size.rows(), size.columns()),
                () -> NaivePrelu.backward(dZ, da, dY, z, a, size.rows(), size.columns()));
    }

    private Subject subject(
            float[] y, float[] dZ, float[] da, Runnable forward, Runnable backward) {
        return new Subject(
                List.of(forward, backward),
                List.of(
                        new Result("Y", y, 1), new Result("dZ", dZ, 1),
                        new Result("da", da, size.rows() + 1)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        forward = passes.get(0);
        backward = passes.get(1);
    }

    /** From z to y. */
    @Benchmark
    public void forward(Traffic traffic) {
        forward.run();
        traffic.addFloats(2.0 * z.length);
    }

    /** Gradients of the slopes, then that of z. */
    @Benchmark
    public void backward(Traffic traffic) {
        backward.run();
        traffic.addFloats(5.0 * z.length);
    }
}
