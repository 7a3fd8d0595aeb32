package dev.lanewise.kernel;

import java.util.List;

/** What benchmarks of normalizations have in common: operands, and two passes. */
public abstract class NormalizationBenchmark extends CheckedBenchmark {
    protected Rows size;
    protected float[] x;
    protected float[] dY;
    protected float[] gamma;
    protected float[] beta;
    protected Runnable forward;
    protected Runnable backward;

    /** For benchmarks. */
    protected NormalizationBenchmark() {}

    /** Rows and columns, which each benchmark has a parameter for. */
    protected abstract String batch();

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch());
        x = Operands.normal(1, size.size());
        dY = Operands.normal(2, size.size());
        gamma = Operands.normal(3, size.columns());
        beta = Operands.normal(4, size.columns());
    }

    @Override
    protected void time(List<Runnable> passes) {
        forward = passes.get(0);
        backward = passes.get(1);
    }
}
