package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveLayerNorm;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Layer normalization of a batch, forward and backward. */
public class LayerNormBenchmark extends CheckedBenchmark {
    /** Size of the batch. */
    @Param({Networks.MIDDLE_LAYER, Networks.RAGGED_LAYER, Networks.TINY_LAYER})
    public String batch;

    private Rows size;
    private float[] x;
    private float[] dY;
    private float[] gamma;
    private float[] beta;
    private Runnable forward;
    private Runnable backward;

    /** For JMH. */
    public LayerNormBenchmark() {}

    @Override
    protected String title() {
        return "LayerNormBenchmark, " + batch;
    }

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch);
        x = Operands.normal(1, size.size());
        dY = Operands.normal(2, size.size());
        gamma = Operands.normal(3, size.columns());
        beta = Operands.normal(4, size.columns());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        LayerNormKernel kernel = kernels.layerNorm();
        Normalized all = new Normalized(size, size.rows());
        int rows = size.rows();
        int columns = size.columns();
        float[] parameters = Operands.joined(gamma, beta);
        return all.subject(
                () -> kernel.forward(
                        all.y, 0, all.normalized, 0, all.deviations, 0, x, 0, parameters, 0,
                        columns, rows, columns, 1e-5f),
                () -> {
                    kernel.parameterGradients(
                            all.gradients, 0, columns, dY, 0, all.normalized, 0, columns, rows,
                            columns, false);
                    kernel.inputGradient(
                            all.dX, 0, dY, 0, all.normalized, 0, all.deviations, 0, parameters, 0,
                            rows, columns);
                });
    }

    @Override
    protected Subject bindNaive() {
        Normalized all = new Normalized(size, size.rows());
        int rows = size.rows();
        int columns = size.columns();
        float[] dGamma = new float[columns];
        float[] dBeta = new float[columns];
        return all.subject(
                dGamma, dBeta,
                () -> NaiveLayerNorm.forward(
                        all.y, all.normalized, all.deviations, x, gamma, beta, rows, columns),
                () -> NaiveLayerNorm.backward(
                        all.dX, dGamma, dBeta, dY, all.normalized, all.deviations, gamma, rows,
                        columns));
    }

    @Override
    protected void time(List<Runnable> passes) {
        forward = passes.get(0);
        backward = passes.get(1);
    }

    /** From x to y, with what the backward pass needs. */
    @Benchmark
    public void forward(Traffic traffic) {
        forward.run();
        traffic.addFloats(3.0 * x.length);
    }

    /** Gradients of gamma and beta, then that of x. */
    @Benchmark
    public void backward(Traffic traffic) {
        backward.run();
        traffic.addFloats(5.0 * x.length);
    }
}
