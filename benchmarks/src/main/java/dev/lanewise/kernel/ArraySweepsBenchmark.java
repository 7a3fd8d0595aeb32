package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveSweeps;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Sums, scaling, clamping, averages and squares of flat arrays.
 *
 * <p>They work in place, again and again: sums grow in a straight line, scaling turns the signs
 * round, what was clamped once stays as it is, and an average is where it goes to after a while. All
 * of it stays far from both ends of the range of floats, and none of it has a branch.
 */
public class ArraySweepsBenchmark extends CheckedBenchmark {
    private static final float FACTOR = -1;
    private static final float LIMIT = 1;
    private static final double DECAY = 0.999;

    /** Elements. */
    @Param(Networks.SQUARE_WEIGHTS)
    public int size;

    private float[] x;
    private float[] initial;
    private Runnable add;
    private Runnable scale;
    private Runnable clamp;
    private Runnable average;
    private Runnable sumOfSquares;

    /** For JMH. */
    public ArraySweepsBenchmark() {}

    @Override
    protected String title() {
        return "ArraySweepsBenchmark, " + size;
    }

    @Override
    protected void draw() {
        x = Operands.normal(1, size);
        initial = Operands.normal(2, size);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        ArraySweeps kernel = kernels.arraySweeps();
        float[] added = initial.clone();
        float[] scaled = initial.clone();
        float[] clamped = initial.clone();
        float[] averaged = initial.clone();
        float[] squares = new float[1];
        return subject(
                List.of(
                        () -> kernel.add(added, 0, x, 0, size),
                        () -> kernel.scale(scaled, 0, size, FACTOR),
                        () -> kernel.clamp(clamped, 0, size, LIMIT),
                        () -> kernel.average(averaged, 0, x, 0, size, DECAY),
                        () -> squares[0] = (float) kernel.sumOfSquares(x, 0, size)),
                added, scaled, clamped, averaged, squares);
    }

    @Override
    protected Subject bindNaive() {
        float[] added = initial.clone();
        float[] scaled = initial.clone();
        float[] clamped = initial.clone();
        float[] averaged = initial.clone();
        float[] squares = new float[1];
        return subject(
                List.of(
                        () -> NaiveSweeps.add(added, x),
                        () -> NaiveSweeps.scale(scaled, FACTOR),
                        () -> NaiveSweeps.clamp(clamped, LIMIT),
                        () -> NaiveSweeps.average(averaged, x, DECAY),
                        () -> squares[0] = (float) NaiveSweeps.sumOfSquares(x)),
                added, scaled, clamped, averaged, squares);
    }

    private static Subject subject(
            List<Runnable> passes, float[] added, float[] scaled, float[] clamped,
            float[] averaged, float[] squares) {
        return new Subject(
                passes,
                List.of(
                        new Result("sum", added, 1), new Result("scaled", scaled, 1),
                        new Result("clamped", clamped, 1), new Result("average", averaged, 4),
                        new Result("sum of squares", squares, 1)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        add = passes.get(0);
        scale = passes.get(1);
        clamp = passes.get(2);
        average = passes.get(3);
        sumOfSquares = passes.get(4);
    }

    /** y += x. */
    @Benchmark
    public void add(Traffic traffic) {
        add.run();
        traffic.addFloats(3.0 * size);
    }

    /** x *= −1. */
    @Benchmark
    public void scale(Traffic traffic) {
        scale.run();
        traffic.addFloats(2.0 * size);
    }

    /** x bounded to ±1. */
    @Benchmark
    public void clamp(Traffic traffic) {
        clamp.run();
        traffic.addFloats(2.0 * size);
    }

    /** A moving average of weights. */
    @Benchmark
    public void average(Traffic traffic) {
        average.run();
        traffic.addFloats(3.0 * size);
    }

    /** Σ x². */
    @Benchmark
    public void sumOfSquares(Traffic traffic) {
        sumOfSquares.run();
        traffic.addFloats(size);
    }
}
