package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveLayerNorm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Layer normalization of a batch, forward and backward. */
public class LayerNormBenchmark extends NormalizationBenchmark {
    /** Size of the batch. */
    @Param({Networks.MIDDLE_LAYER, Networks.RAGGED_LAYER, Networks.TINY_LAYER})
    public String batch;

    /** For JMH. */
    public LayerNormBenchmark() {}

    @Override
    protected String title() {
        return "LayerNormBenchmark, " + batch;
    }

    @Override
    protected String batch() {
        return batch;
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
