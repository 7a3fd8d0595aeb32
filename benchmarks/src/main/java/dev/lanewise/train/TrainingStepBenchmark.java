package dev.lanewise.train;

import dev.lanewise.Networks;
import dev.lanewise.kernel.Arithmetic;
import dev.lanewise.kernel.CheckedBenchmark;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Operands;
import dev.lanewise.kernel.Result;
import dev.lanewise.kernel.Subject;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.naive.NaiveDense;
import dev.lanewise.naive.NaiveMlp;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.NaiveCopy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole step: forward, softmax cross-entropy, backward, Adam; ReLU between the layers.
 *
 * <p>The check compares losses, weights and Adam's means of the gradients after three steps at a
 * usual rate. What is timed goes on from there at a rate next to 0, so that the work stays what it
 * is however often the batch is learnt from: gradients that vanish would in the end be subnormal.
 */
@Warmup(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingStepBenchmark extends CheckedBenchmark {
    private static final float CHECKED_RATE = 1e-3f;
    private static final float TIMED_RATE = 1e-9f;

    /** Batch, then layer sizes. */
    @Param({Networks.SMALL, Networks.MIDDLE})
    public String network;

    /** The engine's threads; scalar kernels and naive loops compute with one, whatever this is. */
    @Param({"1", "2"})
    public int threads;

    private int rows;
    private int outputs;
    private float[] x;
    private int[] labels;
    private float[] targets;
    private Runnable step;

    /** For JMH. */
    public TrainingStepBenchmark() {}

    @Override
    protected String title() {
        return "TrainingStepBenchmark, " + network + ", threads " + threads;
    }

    @Override
    protected void draw() {
        int[] sizes = Networks.sizes(network);
        rows = sizes[0];
        outputs = sizes[sizes.length - 1];
        x = Operands.normal(2, rows * sizes[1]);
        labels = Operands.classes(3, rows, outputs);
        targets = Operands.floats(labels);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        Network built = Networks.build(network);
        TrainingStep engine =
                new TrainingStep(
                        built, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(CHECKED_RATE), rows,
                        threads, kernels);
        float[] loss = new float[1];
        float[] means = new float[built.parameters().length];
        List<Result> results = new ArrayList<>(List.of(lossResult(loss)));
        for (int i = 0; i < built.layers().size(); i++) {
            Dense layer = (Dense) built.layers().get(i);
            int size = layer.inputs() * layer.outputs();
            results.add(weights(i, built.parameters(), layer.weightOffset(), size));
            results.add(means(i, means, layer.weightOffset(), size));
            results.add(weights(i, built.parameters(), layer.biasOffset(), layer.outputs()));
        }
        Runnable step = () -> loss[0] = engine.step(x, 0, targets, 0, rows);
        Runnable copyMeans =
                () -> System.arraycopy(engine.state().values(), 0, means, 0, means.length);
        return new Subject(
                List.of(step, step, step, copyMeans), results,
                () -> engine.setLearningRate(TIMED_RATE), engine::close);
    }

    @Override
    protected Subject bindNaive() {
        NaiveMlp naive = NaiveCopy.of(Networks.build(network));
        float[] loss = new float[1];
        float[] rate = {CHECKED_RATE};
        List<Result> results = new ArrayList<>(List.of(lossResult(loss)));
        for (int i = 0; i < naive.layers().size(); i++) {
            NaiveDense layer = naive.layers().get(i);
            float[] means = layer.weightsAdam().state().getFirst();
            results.add(weights(i, layer.weights(), 0, layer.weights().length));
            results.add(means(i, means, 0, means.length));
            results.add(weights(i, layer.bias(), 0, layer.bias().length));
        }
        Runnable step = () -> loss[0] = naive.step(x, labels, rows, rate[0]);
        return new Subject(List.of(step, step, step), results, () -> rate[0] = TIMED_RATE);
    }

    private Result lossResult(float[] loss) {
        return new Result("loss", loss, roundings());
    }

    private Result means(int layer, float[] values, int offset, int length) {
        return new Result(
                "mean gradient of layer " + layer, values, offset, length, roundings(), 0);
    }

    /**
     * Adam divides a gradient by its own size: one that is next to nothing goes its full way in
     * either direction, as rounding has it. The three steps go three rates at most.
     */
    private Result weights(int layer, float[] values, int offset, int length) {
        String name = "weights of layer " + layer;
        return new Result(name, values, offset, length, roundings(), CHECKED_RATE);
    }

    private int roundings() {
        return Arrays.stream(Networks.sizes(network)).sum();
    }

    @Override
    protected void time(List<Runnable> passes) {
        step = passes.getFirst();
    }

    /** One step. */
    @Benchmark
    public void step(Arithmetic arithmetic) {
        step.run();
        arithmetic.add(Networks.stepOperations(network));
    }
}
