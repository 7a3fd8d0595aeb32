package dev.lanewise.kernel;

import java.util.Arrays;
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

/**
 * Bias and activation of a batch, and the backward pass.
 *
 * <p>Forward adds to its input and backward multiplies its gradient in place, and what is timed
 * must stay as it is however often it runs: so bias and gradient are zeros. The twins are compared
 * on other values before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ActivationBenchmark {
    private static final int ROWS = 128;
    private static final int COLUMNS = 512;

    /** Which function: those whose loops cost something of their own. */
    @Param({"RELU", "TANH", "GELU", "SELU", "MISH", "HARD_SWISH", "LOG_SIGMOID", "SOFTSIGN"})
    public String activation;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private ActivationKernel kernel;
    private float[] bias;
    private float[] z;
    private float[] y;
    private float[] dZ;
    private float[] kept;

    /** For JMH. */
    public ActivationBenchmark() {}

    /** Makes the kernel, compares it with the other twin, and draws what is timed. */
    @Setup
    public void prepare() {
        Activation function =
                switch (activation) {
                    case "RELU" -> Activation.RELU;
                    case "TANH" -> Activation.TANH;
                    case "GELU" -> Activation.GELU;
                    case "SELU" -> Activation.SELU;
                    case "MISH" -> Activation.MISH;
                    case "HARD_SWISH" -> Activation.HARD_SWISH;
                    case "LOG_SIGMOID" -> Activation.LOG_SIGMOID;
                    case "SOFTSIGN" -> Activation.SOFTSIGN;
                    default -> throw new IllegalArgumentException("activation is " + activation);
                };
        float[][] expected = bothPasses(twin.other(), function);
        float[][] actual = bothPasses(twin, function);
        for (int i = 0; i < expected.length; i++) {
            Operands.requireSameBits(twin + " " + activation, actual[i], expected[i]);
        }
        Arrays.fill(bias, 0);
        Arrays.fill(dZ, 0);
    }

    private float[][] bothPasses(Twin twin, Activation function) {
        kernel = twin.kernels().activation(function);
        bias = Operands.normal(1, COLUMNS);
        z = Operands.normal(2, ROWS * COLUMNS);
        y = new float[z.length];
        kept = function.derivativeNeedsInput() ? z : y;
        dZ = Operands.normal(3, z.length);
        runForward();
        runBackward();
        return new float[][] {y, z, dZ};
    }

    /** z += bias, y = f(z). */
    @Benchmark
    public float[] forward(Traffic traffic) {
        runForward();
        traffic.addFloats(3.0 * z.length);
        return y;
    }

    private void runForward() {
        kernel.forward(y, 0, z, 0, COLUMNS, bias, 0, ROWS, COLUMNS);
    }

    /** dZ *= f'. */
    @Benchmark
    public float[] backward(Traffic traffic) {
        runBackward();
        traffic.addFloats(3.0 * z.length);
        return dZ;
    }

    private void runBackward() {
        kernel.backward(dZ, 0, kept, 0, COLUMNS, ROWS, COLUMNS);
    }
}
