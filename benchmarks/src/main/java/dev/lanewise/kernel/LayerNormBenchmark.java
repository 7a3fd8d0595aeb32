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

/** Layer normalization of a batch, forward and backward. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LayerNormBenchmark {
    private static final int ROWS = 128;

    /** A wide layer, one whose rows end within a vector, and a narrow one. */
    @Param({"512", "300", "64"})
    public int columns;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private LayerNormKernel kernel;
    private float[] x;
    private float[] dY;
    private float[] parameters;
    private float[] y;
    private float[] normalized;
    private float[] deviations;
    private float[] dX;
    private float[] gradients;

    /** For JMH. */
    public LayerNormBenchmark() {}

    /** Makes the kernel and compares it with the other twin. */
    @Setup
    public void prepare() {
        x = Operands.normal(1, ROWS * columns);
        dY = Operands.normal(2, ROWS * columns);
        parameters = Operands.normal(3, 2 * columns);
        runBy(twin.other());
        float[] expectedY = y;
        float[] expectedDX = dX;
        float[] expectedGradients = gradients;
        runBy(twin);
        String what = twin + " layer normalization of " + columns + " columns, ";
        Operands.requireSameBits(what + "y", y, expectedY);
        Operands.requireSameBits(what + "dX", dX, expectedDX);
        Operands.requireSameBits(what + "gradients", gradients, expectedGradients);
    }

    private void runBy(Twin runner) {
        kernel = runner.kernels().layerNorm();
        y = new float[x.length];
        normalized = new float[x.length];
        deviations = new float[ROWS];
        dX = new float[x.length];
        gradients = new float[2 * columns];
        runForward();
        runBackward();
    }

    /** From x to y, with what the backward pass needs. */
    @Benchmark
    public float[] forward(Traffic traffic) {
        runForward();
        traffic.addFloats(3.0 * x.length);
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
        kernel.forward(
                y, 0, normalized, 0, deviations, 0, x, 0, parameters, 0, columns, ROWS, columns,
                1e-5f);
    }

    private void runBackward() {
        kernel.parameterGradients(
                gradients, 0, columns, dY, 0, normalized, 0, columns, ROWS, columns, false);
        kernel.inputGradient(
                dX, 0, dY, 0, normalized, 0, deviations, 0, parameters, 0, ROWS, columns);
    }
}
