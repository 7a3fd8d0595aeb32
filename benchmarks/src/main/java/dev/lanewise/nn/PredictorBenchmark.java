package dev.lanewise.nn;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Operands;
import dev.lanewise.kernel.Twin;
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

/** The forward pass of 784-512-256-10 with ReLU between the layers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PredictorBenchmark {
    /** Rows a call. */
    @Param({"1", "256"})
    public int rows;

    /** Whose kernels. */
    @Param({"VECTOR", "SCALAR"})
    public Twin twin;

    private Predictor predictor;
    private float[] features;
    private float[] outputs;

    /** For JMH. */
    public PredictorBenchmark() {}

    /** Draws features and compares the predictor with the other twin's. */
    @Setup
    public void prepare() {
        Network network =
                Network.inputs(784)
                        .dense(512, Activation.RELU)
                        .dense(256, Activation.RELU)
                        .dense(10)
                        .build(1);
        features = Operands.normal(2, rows * network.inputs());
        outputs = new float[rows * network.outputs()];
        predictor = network.predictor(twin.other().kernels());
        float[] expected = predict();
        outputs = new float[expected.length];
        predictor = network.predictor(twin.kernels());
        Operands.requireSameBits(twin + " " + rows, predict(), expected);
    }

    /** One call. */
    @Benchmark
    public float[] predict() {
        predictor.predict(outputs, 0, features, 0, rows);
        return outputs;
    }
}
