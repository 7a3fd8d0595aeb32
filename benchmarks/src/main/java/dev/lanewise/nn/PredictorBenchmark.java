package dev.lanewise.nn;

import dev.lanewise.Networks;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Arithmetic;
import dev.lanewise.kernel.CheckedBenchmark;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Operands;
import dev.lanewise.kernel.Result;
import dev.lanewise.kernel.Subject;
import dev.lanewise.naive.NaiveMlp;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** The forward pass of a network with ReLU between its layers. */
@Warmup(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class PredictorBenchmark extends CheckedBenchmark {
    /** The network; the batch in its name is that of training. */
    @Param(Networks.MIDDLE)
    public String network;

    /** Rows a call. */
    @Param({"1", "256"})
    public int rows;

    private Network built;
    private float[] features;
    private Runnable predict;
    private double operations;

    /** For JMH. */
    public PredictorBenchmark() {}

    @Override
    protected String title() {
        return "PredictorBenchmark, " + rows + " rows by " + network;
    }

    @Override
    protected void draw() {
        built = DenseNetworks.build(network, Activation.RELU);
        features = Operands.normal(2, rows * built.inputs());
        operations = Networks.predictOperations(network, rows);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        Predictor predictor = built.predictor(kernels);
        float[] outputs = new float[rows * built.outputs()];
        return subject(outputs, () -> predictor.predict(outputs, 0, features, 0, rows));
    }

    @Override
    protected Subject bindNaive() {
        NaiveMlp naive = NaiveCopy.of(built);
        float[] outputs = new float[rows * built.outputs()];
        return subject(
                outputs,
                () -> System.arraycopy(
                        naive.predict(features, rows), 0, outputs, 0, outputs.length));
    }

    private Subject subject(float[] outputs, Runnable predict) {
        int roundings = Arrays.stream(Networks.sizes(network)).sum();
        return new Subject(
                List.of(predict), List.of(new Result("outputs", outputs, roundings)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        predict = passes.getFirst();
    }

    /** One call. */
    @Benchmark
    public void predict(Arithmetic arithmetic) {
        predict.run();
        arithmetic.add(operations);
    }
}
