package dev.lanewise.train;

import dev.lanewise.Networks;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Arithmetic;
import dev.lanewise.kernel.CheckedBenchmark;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Operands;
import dev.lanewise.kernel.Result;
import dev.lanewise.kernel.Subject;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.naive.NaiveAdam;
import dev.lanewise.naive.NaiveDense;
import dev.lanewise.naive.NaiveMlp;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.DenseNetworks;
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
 * <p>The check compares losses, parameters and what Adam keeps of their gradients after three steps
 * at a usual rate. What is timed goes on from there at a rate next to 0, so that the work stays what
 * it is however often the batch is learnt from: gradients that vanish would in the end be subnormal.
 */
@Warmup(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
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
    private double operations;

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
        operations = Networks.stepOperations(network);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        Network built = DenseNetworks.build(network, Activation.RELU);
        TrainingStep engine =
                new TrainingStep(
                        built, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(CHECKED_RATE), rows,
                        threads, kernels);
        float[] loss = new float[1];
        float[] moments = new float[2 * built.parameters().length];
        List<Result> results = new ArrayList<>(List.of(lossResult(loss)));
        for (int i = 0; i < built.layers().size(); i++) {
            Dense layer = (Dense) built.layers().get(i);
            int size = layer.inputs() * layer.outputs();
            results.addAll(
                    ours(weights(i), built.parameters(), moments, layer.weightOffset(), size));
            results.addAll(
                    ours(
                            bias(i), built.parameters(), moments, layer.biasOffset(),
                            layer.outputs()));
        }
        Runnable step = () -> loss[0] = engine.step(x, 0, targets, 0, rows);
        Runnable copyMoments =
                () -> System.arraycopy(engine.state().values(), 0, moments, 0, moments.length);
        return new Subject(
                List.of(step, step, step, copyMoments), results,
                () -> engine.setLearningRate(TIMED_RATE), engine::close);
    }

    @Override
    protected Subject bindNaive() {
        NaiveMlp naive = NaiveCopy.of(DenseNetworks.build(network, Activation.RELU));
        float[] loss = new float[1];
        float[] rate = {CHECKED_RATE};
        List<Result> results = new ArrayList<>(List.of(lossResult(loss)));
        for (int i = 0; i < naive.layers().size(); i++) {
            NaiveDense layer = naive.layers().get(i);
            results.addAll(naive(weights(i), layer.weights(), layer.weightsAdam()));
            results.addAll(naive(bias(i), layer.bias(), layer.biasAdam()));
        }
        Runnable step = () -> loss[0] = naive.step(x, labels, rows, rate[0]);
        return new Subject(List.of(step, step, step), results, () -> rate[0] = TIMED_RATE);
    }

    private static String weights(int layer) {
        return "weights of layer " + layer;
    }

    private static String bias(int layer) {
        return "bias of layer " + layer;
    }

    /** Where the moments lie as the parameters do, all means before all squares. */
    private List<Result> ours(
            String name, float[] parameters, float[] moments, int offset, int length) {
        return List.of(
                parameters(name, parameters, offset, length),
                means(name, moments, offset, length),
                squares(name, moments, parameters.length + offset, length));
    }

    private List<Result> naive(String name, float[] parameters, NaiveAdam adam) {
        int length = parameters.length;
        return List.of(
                parameters(name, parameters, 0, length),
                means(name, adam.state().get(0), 0, length),
                squares(name, adam.state().get(1), 0, length));
    }

    private Result lossResult(float[] loss) {
        return new Result("loss", loss, roundings());
    }

    private Result means(String name, float[] values, int offset, int length) {
        return new Result("mean gradient, " + name, values, offset, length, roundings(), 0);
    }

    /** A square is off by twice what its root is. */
    private Result squares(String name, float[] values, int offset, int length) {
        return new Result("mean square, " + name, values, offset, length, 2 * roundings(), 0);
    }

    /**
     * Adam divides a gradient by its own size: one that is next to nothing may go its full way in
     * either direction, as rounding has it. Three steps in opposite directions would end six rates
     * apart; rounding turns no gradient round that is much larger than Adam's epsilon, and those
     * below it go part of the way, so one rate is allowed.
     */
    private Result parameters(String name, float[] values, int offset, int length) {
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
        arithmetic.add(operations);
    }
}
