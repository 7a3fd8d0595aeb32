package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveColumnSums;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The bias gradient of a batch: sums over its rows. */
public class ColumnSumsBenchmark extends CheckedBenchmark {
    /** Size of the batch. */
    @Param({Networks.MIDDLE_LAYER, Networks.MIDDLE_LOGITS})
    public String batch;

    private Rows size;
    private float[] z;
    private Runnable sum;

    /** For JMH. */
    public ColumnSumsBenchmark() {}

    @Override
    protected String title() {
        return "ColumnSumsBenchmark, " + batch;
    }

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch);
        z = Operands.normal(1, size.size());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        ColumnSums kernel = kernels.columnSums();
        float[] sums = new float[size.columns()];
        int rows = size.rows();
        int columns = size.columns();
        return subject(sums, () -> kernel.sum(sums, 0, z, 0, columns, rows, columns, false));
    }

    @Override
    protected Subject bindNaive() {
        float[] sums = new float[size.columns()];
        return subject(sums, () -> NaiveColumnSums.sum(sums, z, size.rows(), size.columns()));
    }

    private Subject subject(float[] sums, Runnable sum) {
        return new Subject(List.of(sum), List.of(new Result("sums", sums, size.rows())));
    }

    @Override
    protected void time(List<Runnable> passes) {
        sum = passes.getFirst();
    }

    /** All columns. */
    @Benchmark
    public void sum(Traffic traffic) {
        sum.run();
        traffic.addFloats(z.length + (double) size.columns());
    }
}
