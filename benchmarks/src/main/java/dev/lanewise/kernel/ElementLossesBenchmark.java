package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveLoss;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Losses with a target for each output: value and gradient in one pass. */
public class ElementLossesBenchmark extends CheckedBenchmark {
    private static final int ROUNDINGS = 16;

    /** Which loss. */
    @Param
    public NaiveLoss loss;

    /** Size of the batch. */
    @Param(Networks.MIDDLE_LAYER)
    public String batch;

    private Rows size;
    private float[] z;
    private float[] targets;
    private Runnable valueAndGradient;

    /** For JMH. */
    public ElementLossesBenchmark() {}

    @Override
    protected String title() {
        return "ElementLossesBenchmark, " + loss + " of " + batch;
    }

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch);
        z = Operands.normal(1, size.size());
        targets = switch (loss) {
            case BINARY_CROSS_ENTROPY, BINARY_FOCAL, POISSON -> zerosAndOnes();
            case HINGE, SQUARED_HINGE -> {
                float[] signs = zerosAndOnes();
                for (int i = 0; i < signs.length; i++) {
                    signs[i] = 2 * signs[i] - 1;
                }
                yield signs;
            }
            default -> Operands.normal(2, size.size());
        };
    }

    private float[] zerosAndOnes() {
        return Operands.floats(Operands.classes(2, size.size(), 2));
    }

    @Override
    protected Subject bind(Kernels kernels) {
        LossKernel kernel = kernels.loss(ours(loss));
        float[] dZ = new float[z.length];
        float[] value = new float[1];
        int rows = size.rows();
        int columns = size.columns();
        return subject(value, dZ, () -> {
            double sum = kernel.valueAndGradient(
                    dZ, 0, z, 0, targets, 0, rows, columns, 1f / z.length);
            value[0] = (float) (sum / z.length);
        });
    }

    @Override
    protected Subject bindNaive() {
        float[] dZ = new float[z.length];
        float[] value = new float[1];
        return subject(value, dZ, () -> value[0] = loss.valueAndGradient(dZ, z, targets));
    }

    private Subject subject(float[] value, float[] dZ, Runnable valueAndGradient) {
        return new Subject(
                List.of(valueAndGradient),
                List.of(
                        new Result("loss", value, size.size()), new Result("dZ", dZ, ROUNDINGS)));
    }

    /** The engine's loss of a naive one. */
    static LossFunction.Elementwise ours(NaiveLoss loss) {
        return switch (loss) {
            case SQUARED_ERROR -> new LossFunction.SquaredError();
            case ABSOLUTE_ERROR -> new LossFunction.AbsoluteError();
            case HUBER -> new LossFunction.Huber(1);
            case SMOOTH_L1 -> new LossFunction.SmoothL1(0.5f);
            case LOG_COSH -> new LossFunction.LogCosh();
            case BINARY_CROSS_ENTROPY -> new LossFunction.BinaryCrossEntropy();
            case BINARY_FOCAL -> new LossFunction.BinaryFocal(0.25f, 0.75f, 2);
            case POISSON -> new LossFunction.Poisson();
            case HINGE -> new LossFunction.Hinge();
            case SQUARED_HINGE -> new LossFunction.SquaredHinge();
            case QUANTILE -> new LossFunction.Quantile(List.of(0.9f));
        };
    }

    @Override
    protected void time(List<Runnable> passes) {
        valueAndGradient = passes.getFirst();
    }

    /** One batch. */
    @Benchmark
    public void valueAndGradient(Traffic traffic) {
        valueAndGradient.run();
        traffic.addFloats(3.0 * z.length);
    }
}
