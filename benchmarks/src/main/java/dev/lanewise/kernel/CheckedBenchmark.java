package dev.lanewise.kernel;

import dev.lanewise.Lanewise;
import dev.lanewise.measure.ShortIterations;
import java.util.List;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * A benchmark of one {@link Implementation} after the other, each compared with another one before
 * it is timed: the twins have to give equal bits, and the naive loops the scalar twin's results but
 * for rounding. Where they do not, set-up or warm-up throws, and JMH reports no figure.
 *
 * <p>JMH's set-up {@linkplain #draw draws} operands, {@linkplain #bind binds} the reference and the
 * implementation to copies of them, runs all passes of both, compares all results, and hands the
 * passes to the benchmark: what is timed is the very object that was checked. That check runs in
 * the interpreter, though, and what is timed is mostly C2's code; so after the warm-up the
 * implementation is bound to fresh copies, and runs once more against the results that the
 * reference left.
 *
 * <p>Of the engine's loops these have no benchmark: embeddings; cross-entropy against
 * distributions, its focal variant and Kullback-Leibler divergence; weights and smoothing of
 * losses, and the losses of single rows; running statistics of batch normalization; products shared
 * out to a team and products with epilogues, which whole steps are made of.
 *
 * <p>Benchmark methods return nothing: what they compute is in arrays that others can reach, so
 * no compiler may leave it out.
 */
public abstract class CheckedBenchmark extends ShortIterations {
    /** Whose code. */
    @Param
    public Implementation implementation;

    private Subject subject;
    private List<Result> expected;
    private int warmUps;

    /** For benchmarks. */
    protected CheckedBenchmark() {}

    /** Reads the parameters and draws operands. */
    protected abstract void draw();

    /** The engine's kernels, bound to copies of the operands that they change. */
    protected abstract Subject bind(Kernels kernels);

    /** The naive loops, bound likewise. */
    protected abstract Subject bindNaive();

    /** Takes over what is to be timed: the passes of a {@link Subject}. */
    protected abstract void time(List<Runnable> passes);

    /** What stands at the beginning of a message: benchmark and parameters. */
    protected abstract String title();

    /** For JMH: everything that comes before the first iteration. */
    @Setup
    public void prepare() {
        prepare(UnaryOperator.identity());
    }

    /** {@link #prepare()} with a change of the subject on its way, by which tests break it. */
    final void prepare(UnaryOperator<Subject> change) {
        draw();
        subject = change.apply(bind(implementation));
        try (Subject reference = bind(implementation.reference())) {
            subject.run();
            reference.run();
            expected = reference.results();
            check(expected, subject.results());
        } catch (IllegalStateException e) {
            subject.close();
            throw e;
        }
        subject.settling().run();
        time(subject.passes());
    }

    /**
     * For JMH: checks what is compiled by now, after the last iteration of warm-up. At the end it
     * would be too late: JMH keeps the figures of the iterations before one that fails.
     *
     * @throws IllegalStateException naming benchmark, implementation and element
     */
    @TearDown(Level.Iteration)
    public void checkCompiled(IterationParams iteration) {
        if (iteration.getType() != IterationType.WARMUP || ++warmUps != iteration.getCount()) {
            return;
        }
        try (Subject compiled = bind(implementation)) {
            compiled.run();
            check(expected, compiled.results());
        } catch (IllegalStateException e) {
            throw new IllegalStateException("after the warm-up, " + e.getMessage(), e);
        }
    }

    /** For JMH: after the last iteration. */
    @TearDown
    public void end() {
        subject.close();
    }

    private Subject bind(Implementation which) {
        return switch (which) {
            case VECTOR -> bind(Lanewise.vectorKernels());
            case SCALAR -> bind(Lanewise.scalarKernels());
            case NAIVE -> bindNaive();
        };
    }

    /**
     * Demands of all results what the implementation has to keep to.
     *
     * @throws IllegalStateException naming benchmark, implementation and element
     */
    protected void check(List<Result> expected, List<Result> actual) {
        String who = title() + ", " + implementation + " beside " + implementation.reference();
        if (actual.size() != expected.size()) {
            throw new IllegalStateException(
                    who + ": " + actual.size() + " results, expected " + expected.size());
        }
        for (int i = 0; i < actual.size(); i++) {
            if (implementation == Implementation.NAIVE) {
                actual.get(i).requireNear(who, expected.get(i));
            } else {
                actual.get(i).requireSameBits(who, expected.get(i));
            }
        }
    }
}
