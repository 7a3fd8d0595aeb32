package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveBatchNorm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Batch normalization of a batch, forward and backward. */
public class BatchNormBenchmark extends NormalizationBenchmark {
    /** Size of the batch. */
    @Param({Networks.MIDDLE_LAYER, Networks.MIDDLE_LOGITS})
    public String batch;

    /** For JMH. */
    public BatchNormBenchmark() {}

    @Override
    protected String title() {
        return "BatchNormBenchmark, " + batch;
    }

    @Override
    protected String batch() {
        return batch;
    }

    @Override
    protected Subject bind(Kernels kernels) {
        BatchNormKernel kernel = kernels.batchNorm();
        Normalized all = new Normalized(size, size.columns());
        int rows = size.rows();
        int columns = size.columns();
        float[] parameters = Operands.joined(gamma, beta);
        float[] statistics = new float[2 * columns];
        return all.subject(
                () -> {
                    kernel.statistics(
                            statistics, 0, statistics, columns, x, 0, columns, rows, columns);
                    kernel.normalize(
                            all.y, 0, all.normalized, 0, all.deviations, 0, x, 0, statistics, 0,
                            statistics, columns, parameters, 0, columns, columns, rows, columns,
                            1e-5f);
                },
                () -> {
                    kernel.parameterGradients(
                            all.gradients, 0, columns, dY, 0, all.normalized, 0, columns, rows,
                            columns, false);
                    kernel.inputGradient(
                            all.dX, 0, dY, 0, all.normalized, 0, all.deviations, 0, parameters, 0,
                            all.gradients, 0, columns, columns, rows, columns);
                });
    }

    @Override
    protected Subject bindNaive() {
        Normalized all = new Normalized(size, size.columns());
        int rows = size.rows();
        int columns = size.columns();
        float[] dGamma = new float[columns];
        float[] dBeta = new float[columns];
        return all.subject(
                dGamma, dBeta,
                () -> NaiveBatchNorm.forward(
                        all.y, all.normalized, all.deviations, x, gamma, beta, rows, columns),
                () -> NaiveBatchNorm.backward(
                        all.dX, dGamma, dBeta, dY, all.normalized, all.deviations, gamma, rows,
                        columns));
    }

    /** The batch's statistics, then x to y with what the backward pass needs. */
    @Benchmark
    public void forward(Traffic traffic) {
        forward.run();
        traffic.addFloats(5.0 * x.length);
    }

    /** Gradients of gamma and beta, then that of x. */
    @Benchmark
    public void backward(Traffic traffic) {
        backward.run();
        traffic.addFloats(5.0 * x.length);
    }
}
