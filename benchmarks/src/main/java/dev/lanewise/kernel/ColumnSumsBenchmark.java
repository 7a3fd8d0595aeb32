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

/** The bias gradient of a batch: sums over its rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ColumnSumsBenchmark {
    private static final int ROWS = 128;

    /** Wide layers, and the ten classes of a last one, fewer than the lanes. */
    @Param({"512", "10"})
    public int columns;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private ColumnSums kernel;
    private float[] z;
    private float[] sums;

    /** For JMH. */
    public ColumnSumsBenchmark() {}

    /** Makes the kernel and compares it with the other twin. */
    @Setup
    public void prepare() {
        z = Operands.normal(1, ROWS * columns);
        float[] expected = sumsBy(twin.other());
        sums = sumsBy(twin);
        Operands.requireSameBits(twin + " sums of " + columns + " columns", sums, expected);
    }

    private float[] sumsBy(Twin twin) {
        kernel = twin.kernels().columnSums();
        sums = new float[columns];
        run();
        return sums;
    }

    /** All columns. */
    @Benchmark
    public float[] sum(Traffic traffic) {
        run();
        traffic.addFloats((ROWS + 1.0) * columns);
        return sums;
    }

    private void run() {
        kernel.sum(sums, 0, z, 0, columns, ROWS, columns, false);
    }
}
