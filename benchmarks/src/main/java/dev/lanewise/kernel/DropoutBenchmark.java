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

/** Dropout of a run of activations, its mask included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DropoutBenchmark {
    private static final int SIZE = 128 * 512;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private DropoutKernel kernel;
    private float[] x;
    private float[] y;

    /** For JMH. */
    public DropoutBenchmark() {}

    /** Makes the kernel and compares it with the other twin. */
    @Setup
    public void prepare() {
        x = Operands.normal(1, SIZE);
        float[] expected = dropBy(twin.other());
        y = dropBy(twin);
        Operands.requireSameBits(twin + " dropout", y, expected);
    }

    private float[] dropBy(Twin runner) {
        kernel = runner.kernels().dropout();
        y = new float[SIZE];
        run();
        return y;
    }

    /** All values. */
    @Benchmark
    public float[] apply(Traffic traffic) {
        run();
        traffic.addFloats(2.0 * SIZE);
        return y;
    }

    private void run() {
        kernel.apply(y, 0, x, 0, SIZE, 42, 0, 0.5f);
    }
}
