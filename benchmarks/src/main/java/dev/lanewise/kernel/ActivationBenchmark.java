package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveActivation;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Bias and activation of a batch, and the backward pass.
 *
 * <p>Both work in place: forward adds the bias to z, backward multiplies the gradient. What is
 * timed must stay as it is however often it runs, so after the check bias and gradient are set to
 * zeros. They are but operands of an addition and a multiplication, whose time does not depend on
 * them; z, which decides what a function costs and where it branches, stays normal.
 */
public class ActivationBenchmark extends CheckedBenchmark {
    /**
     * Roundings behind an element: some in each function, and those of its parts. The error of the
     * naive Φ, 7.5e-8, is less than one of them.
     */
    private static final int ROUNDINGS = 16;

    /** Which function. */
    @Param
    public NaiveActivation activation;

    /** Size of the batch. */
    @Param(Networks.MIDDLE_LAYER)
    public String batch;

    private Rows size;
    private float[] bias;
    private float[] z;
    private float[] dY;
    private Runnable forward;
    private Runnable backward;

    /** For JMH. */
    public ActivationBenchmark() {}

    @Override
    protected String title() {
        return "ActivationBenchmark, " + activation + " of " + batch;
    }

    @Override
    protected void draw() {
        size = Rows.parse("batch", batch);
        bias = Operands.normal(1, size.columns());
        z = Operands.normal(2, size.size());
        dY = Operands.normal(3, size.size());
    }

    @Override
    protected Subject bind(Kernels kernels) {
        Activation ours = ours(activation);
        ActivationKernel kernel = kernels.activation(ours);
        float[] bias = this.bias.clone();
        float[] z = this.z.clone();
        float[] y = new float[z.length];
        float[] dZ = dY.clone();
        float[] kept = ours.derivativeNeedsInput() ? z : y;
        int rows = size.rows();
        int columns = size.columns();
        return subject(
                bias, y, dZ,
                () -> kernel.forward(y, 0, z, 0, columns, bias, 0, rows, columns),
                () -> kernel.backward(dZ, 0, kept, 0, columns, rows, columns));
    }

    @Override
    protected Subject bindNaive() {
        float[] bias = this.bias.clone();
        float[] z = this.z.clone();
        float[] y = new float[z.length];
        float[] dZ = dY.clone();
        return subject(
                bias, y, dZ,
                () -> activation.forward(y, z, bias, size.rows(), size.columns()),
                () -> activation.backward(dZ, z));
    }

    private static Subject subject(
            float[] bias, float[] y, float[] dZ, Runnable forward, Runnable backward) {
        return new Subject(
                List.of(forward, backward),
                List.of(new Result("Y", y, ROUNDINGS), new Result("dZ", dZ, ROUNDINGS)),
                () -> {
                    Arrays.fill(bias, 0);
                    Arrays.fill(dZ, 0);
                });
    }

    /** The engine's activation of a naive one. */
    static Activation ours(NaiveActivation activation) {
        return switch (activation) {
            case IDENTITY -> Activation.IDENTITY;
            case RELU -> Activation.RELU;
            case LEAKY_RELU -> Activation.LEAKY_RELU;
            case RELU6 -> Activation.RELU6;
            case ELU -> Activation.ELU;
            case SELU -> Activation.SELU;
            case CELU -> Activation.CELU;
            case SIGMOID -> Activation.SIGMOID;
            case TANH -> Activation.TANH;
            case SOFTSIGN -> Activation.SOFTSIGN;
            case HARD_SIGMOID -> Activation.HARD_SIGMOID;
            case HARD_SWISH -> Activation.HARD_SWISH;
            case GELU -> Activation.GELU;
            case GELU_TANH -> Activation.GELU_TANH;
            case SILU -> Activation.SILU;
            case MISH -> Activation.MISH;
            case SOFTPLUS -> Activation.SOFTPLUS;
            case LOG_SIGMOID -> Activation.LOG_SIGMOID;
        };
    }

    @Override
    protected void time(List<Runnable> passes) {
        forward = passes.get(0);
        backward = passes.get(1);
    }

    /** z += bias, y = f(z). */
    @Benchmark
    public void forward(Traffic traffic) {
        forward.run();
        traffic.addFloats(3.0 * z.length);
    }

    /** dZ *= f'; where f' is 1 nothing has to be read or written, and nothing is counted. */
    @Benchmark
    public void backward(Traffic traffic) {
        backward.run();
        traffic.addFloats(activation == NaiveActivation.IDENTITY ? 0 : 3.0 * z.length);
    }
}
