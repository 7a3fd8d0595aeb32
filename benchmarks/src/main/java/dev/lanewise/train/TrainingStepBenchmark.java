package dev.lanewise.train;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.kernel.Twin;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.Adam;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole step: forward, softmax cross-entropy, backward, Adam; ReLU between the layers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TrainingStepBenchmark {
    /** So small that weights stay in a range without subnormals however long it runs. */
    private static final double LEARNING_RATE = 1e-6;

    /** Batch, then layer sizes. */
    @Param({"32-784-128-10", "128-784-512-256-10"})
    public String network;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    /** The step's threads; the scalar kernels compute with one, whatever their number. */
    @Param({"1", "2"})
    public int threads;

    private TrainingStep step;
    private float[] x;
    private float[] y;
    private int rows;

    /** For JMH. */
    public TrainingStepBenchmark() {}

    /** Compiles the step and draws a batch. */
    @Setup
    public void prepare() {
        int[] sizes = Arrays.stream(network.split("-")).mapToInt(Integer::parseInt).toArray();
        rows = sizes[0];
        NetworkBuilder builder = Network.inputs(sizes[1]);
        for (int i = 2; i < sizes.length - 1; i++) {
            builder.dense(sizes[i], Activation.RELU);
        }
        Network built = builder.dense(sizes[sizes.length - 1]).build(1);
        RandomStream random = RandomStream.ofSeed(2);
        x = new float[rows * built.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.normal(i);
        }
        y = new float[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = random.stream(1).below(built.outputs(), i);
        }
        step =
                new TrainingStep(
                        built,
                        SoftmaxCrossEntropy.ofClassIndices(),
                        Adam.of(LEARNING_RATE),
                        rows,
                        threads,
                        twin.kernels());
    }

    /** Ends the step's threads. */
    @TearDown
    public void end() {
        step.close();
    }

    /** One step. */
    @Benchmark
    public float step() {
        return step.step(x, 0, y, 0, rows);
    }
}
