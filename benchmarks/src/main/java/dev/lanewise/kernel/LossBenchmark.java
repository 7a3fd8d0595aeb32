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

/** Softmax cross-entropy of class indices: value and gradient in one pass. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LossBenchmark {
    /** Size of the batch: {@code rows×classes}. */
    @Param({"128x10", "256x1000"})
    public String batch;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private LossKernel kernel;
    private float[] z;
    private float[] dZ;
    private float[] target;
    private int rows;
    private int classes;

    /** For JMH. */
    public LossBenchmark() {}

    /** Draws a batch, makes the kernel and compares it with the other twin. */
    @Setup
    public void prepare() {
        String[] sizes = batch.split("x");
        rows = Integer.parseInt(sizes[0]);
        classes = Integer.parseInt(sizes[1]);
        z = Operands.normal(1, rows * classes);
        dZ = new float[z.length];
        target = new float[rows];
        for (int r = 0; r < rows; r++) {
            target[r] = RandomStream.ofSeed(2).below(classes, r);
        }
        kernel = twin.other().kernels().loss(new LossFunction.SoftmaxOfIndices());
        double expectedSum = run();
        float[] expected = dZ;
        dZ = new float[z.length];
        kernel = twin.kernels().loss(new LossFunction.SoftmaxOfIndices());
        double sum = run();
        Operands.requireSameBits(twin + " " + batch, dZ, expected);
        if (sum != expectedSum) {
            throw new IllegalStateException(
                    twin + " " + batch + ": loss is " + sum + ", the other twin's " + expectedSum);
        }
    }

    /** One batch. */
    @Benchmark
    public double valueAndGradient(Traffic traffic) {
        traffic.addFloats(2.0 * z.length + rows);
        return run();
    }

    private double run() {
        return kernel.valueAndGradient(dZ, 0, z, 0, target, 0, rows, classes, 1f / rows);
    }
}
