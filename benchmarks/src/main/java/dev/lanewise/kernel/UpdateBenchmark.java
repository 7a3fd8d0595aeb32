package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveOptimizer;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A step of an optimizer with the same gradients each time, but for the rule that adds an L1 penalty
 * to them in their place. Weights, and those gradients, run away from where they were, in a straight
 * line at most: at this learning rate and penalty they are far from both ends of the range of floats
 * after millions of steps, and what a step costs does not depend on them between.
 */
public class UpdateBenchmark extends CheckedBenchmark {
    private static final float LEARNING_RATE = 1e-3f;
    private static final int ROUNDINGS = 24;

    /** Which rule. */
    @Param
    public UpdateRule optimizer;

    /** How many weights. */
    @Param(Networks.SQUARE_WEIGHTS)
    public int weights;

    private float[] initial;
    private float[] gradients;
    private int slots;
    private Runnable step;

    /** For JMH. */
    public UpdateBenchmark() {}

    @Override
    protected String title() {
        return "UpdateBenchmark, " + optimizer + " of " + weights;
    }

    @Override
    protected void draw() {
        initial = Operands.normal(1, weights);
        gradients = Operands.normal(2, weights);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        UpdateKernel kernel = optimizer.kernel(kernels);
        float[] w = initial.clone();
        float[] g = gradients.clone();
        slots = kernel.slots();
        float[] state = new float[slots * weights];
        long[] steps = {0};
        List<Result> results = new ArrayList<>();
        results.add(new Result("w", w, ROUNDINGS));
        for (int slot = 0; slot < slots; slot++) {
            results.add(
                    new Result("state " + slot, state, slot * weights, weights, ROUNDINGS, 0));
        }
        return threeSteps(results, () -> {
            kernel.begin(++steps[0], LEARNING_RATE);
            kernel.update(w, 0, g, 0, state, 0, weights, weights);
        });
    }

    @Override
    protected Subject bindNaive() {
        NaiveOptimizer naive = optimizer.naive(weights);
        float[] w = initial.clone();
        float[] g = gradients.clone();
        List<Result> results = new ArrayList<>();
        results.add(new Result("w", w, ROUNDINGS));
        for (float[] state : naive.state()) {
            results.add(new Result("state " + (results.size() - 1), state, ROUNDINGS));
        }
        return threeSteps(results, () -> naive.step(w, g, LEARNING_RATE));
    }

    private static Subject threeSteps(List<Result> results, Runnable step) {
        return new Subject(List.of(step, step, step), results);
    }

    @Override
    protected void time(List<Runnable> passes) {
        step = passes.getFirst();
    }

    /** One step. */
    @Benchmark
    public void step(Traffic traffic) {
        step.run();
        traffic.addFloats(optimizer.floatsPerWeight(slots) * (double) weights);
    }
}
