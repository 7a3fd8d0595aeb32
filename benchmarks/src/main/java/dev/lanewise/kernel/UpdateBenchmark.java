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

/** A step of an optimizer over a million weights, more than the second-level cache holds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class UpdateBenchmark {
    private static final int WEIGHTS = 1 << 20;

    /** So small that weights stay as they are, more or less, however long it runs. */
    private static final double LEARNING_RATE = 1e-6;

    /** So small that an L1 penalty leaves the gradients as they are, however often it is added. */
    private static final float STRENGTH = 1e-12f;

    /** Which method; {@code -p optimizer=LION} and its like for those that do not stand here. */
    @Param({"SGD_MOMENTUM", "ADAM"})
    public String optimizer;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private UpdateKernel kernel;
    private float[] w;
    private float[] g;
    private float[] state;
    private long steps;

    /** For JMH. */
    public UpdateBenchmark() {}

    /** Makes the kernel and compares its first three steps with those of the other twin. */
    @Setup
    public void prepare() {
        threeSteps(twin.other());
        float[] expected = w;
        float[] expectedState = state;
        threeSteps(twin);
        Operands.requireSameBits(twin + " " + optimizer, w, expected);
        Operands.requireSameBits(twin + " " + optimizer + " state", state, expectedState);
    }

    private void threeSteps(Twin twin) {
        kernel =
                switch (optimizer) {
                    case "SGD_MOMENTUM" -> twin.kernels().sgd(0.9f, 0, 0, false);
                    case "ADAM" -> twin.kernels().adam(0.9, 0.999, 1e-8f, 0, false, false);
                    case "L1_ADAM" -> l1Adam(twin.kernels());
                    case "ADAGRAD" -> twin.kernels().adagrad(0, 1e-10f, 0);
                    case "ADADELTA" -> twin.kernels().adadelta(0.9, 1e-6f, 0);
                    case "ADAMAX" -> twin.kernels().adamax(0.9, 0.999, 1e-8f, 0);
                    case "NADAM" -> twin.kernels().nAdam(0.9, 0.999, 1e-8f, 0, 0.004, false);
                    case "LION" -> twin.kernels().lion(0.9, 0.99, 0);
                    default -> throw new IllegalArgumentException("optimizer is " + optimizer);
                };
        w = Operands.normal(1, WEIGHTS);
        g = Operands.normal(2, WEIGHTS);
        state = new float[kernel.slots() * WEIGHTS];
        steps = 0;
        for (int i = 0; i < 3; i++) {
            run();
        }
    }

    private static UpdateKernel l1Adam(Kernels kernels) {
        return kernels.l1Regularized(
                kernels.adam(0.9, 0.999, 1e-8f, 0, false, false), STRENGTH);
    }

    /** One step. */
    @Benchmark
    public float[] step(Traffic traffic) {
        run();
        // reads the gradient, which a penalty writes as well; reads and writes weight and state
        double gradient = optimizer.startsWith("L1") ? 2 : 1;
        traffic.addFloats((gradient + 2 + 2 * kernel.slots()) * WEIGHTS);
        return w;
    }

    private void run() {
        kernel.begin(++steps, LEARNING_RATE);
        kernel.update(w, 0, g, 0, state, 0, WEIGHTS, WEIGHTS);
    }
}
