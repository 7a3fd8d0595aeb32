package dev.lanewise.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Batch normalization of a batch, forward and backward. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class BatchNormBenchmark {
    private static final int ROWS = 128;

    /** A wide layer, and ten columns, fewer than the lanes. */
    @Param({"512", "10"})
    public int columns;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private BatchNormKernel kernel;
    private float[] x;
    private float[] dY;
    private float[] parameters;
    private float[] statistics;
    private float[] y;
    private float[] normalized;
    private float[] deviations;
    private float[] dX;
    private float[] gradients;

    /** For JMH. */
    public BatchNormBenchmark() {}

    /** Makes the kernel and compares it with the other twin. */
    @Setup
    public void prepare() {
        x = Operands.normal(1, ROWS * columns);
        dY = Operands.normal(2, ROWS * columns);
        parameters = Operands.normal(3, 2 * columns);
        runBy(twin.other());
        float[] expectedY = y;
        float[] expectedDX = dX;
        runBy(twin);
        String what = twin + " batch normalization of " + columns + " columns, ";
        Operands.requireSameBits(what + "y", y, expectedY);
        Operands.requireSameBits(what + "dX", dX, expectedDX);
    }

    private void runBy(Twin runner) {
        kernel = runner.kernels().batchNorm();
        statistics = new float[2 * columns];
        y = new float[x.length];
        normalized = new float[x.length];
        deviations = new float[columns];
        dX = new float[x.length];
        gradients = new float[2 * columns];
        runForward();
        runBackward();
    }

    /** The batch's statistics, then x to y with what the backward pass needs. */
    @Benchmark
    public float[] forward(Traffic traffic) {
        runForward();
        traffic.addFloats(5.0 * x.length);
        return y;
    }

    /** Gradients of gamma and beta, then that of x. */
    @Benchmark
    public float[] backward(Traffic traffic) {
        runBackward();
        traffic.addFloats(5.0 * x.length);
        return dX;
    }

    private void runForward() {
        kernel.statistics(statistics, 0, statistics, columns, x, 0, columns, ROWS, columns);
        kernel.normalize(
                y, 0, normalized, 0, deviations, 0, x, 0, statistics, 0, statistics, columns,
                parameters, 0, columns, columns, ROWS, columns, 1e-5f);
    }

    private void runBackward() {
        kernel.parameterGradients(
                gradients, 0, columns, dY, 0, normalized, 0, columns, ROWS, columns, false);
        kernel.inputGradient(
                dX, 0, dY, 0, normalized, 0, deviations, 0, parameters, 0, gradients, 0, columns,
                columns, ROWS, columns);
    }
}
