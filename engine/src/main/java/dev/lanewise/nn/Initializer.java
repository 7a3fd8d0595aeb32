package dev.lanewise.nn;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import java.util.Objects;

/**
 * Initial values of a weight matrix of {@code fanIn × fanOut}. PyTorch's {@code Linear} has none of
 * these by default, but values uniform in ±1/√fanIn, for its biases too.
 */
public enum Initializer {
    /**
     * Uniform in ±√(6 / fanIn), for activations that cut off the negative half (He, Zhang, Ren and
     * Sun, "Delving deep into rectifiers", 2015).
     */
    HE_UNIFORM,

    /** Normal with deviation √(2 / fanIn), same paper as {@link #HE_UNIFORM}. */
    HE_NORMAL,

    /**
     * Uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, "Understanding the difficulty of
     * training deep feedforward neural networks", 2010).
     */
    XAVIER_UNIFORM,

    /** Normal with deviation √(2 / (fanIn + fanOut)), same paper as {@link #XAVIER_UNIFORM}. */
    XAVIER_NORMAL,

    /**
     * Uniform in ±√(3 / fanIn), for activations that keep the variance of what they get (LeCun,
     * Bottou, Orr and Müller, "Efficient BackProp", 1998).
     */
    LECUN_UNIFORM,

    /**
     * Normal with deviation √(1 / fanIn), same paper as {@link #LECUN_UNIFORM}; what SELU was made
     * for.
     */
    LECUN_NORMAL;

    /**
     * He uniform for the activations of the ReLU kind, which let one half pass and hold back the
     * other; Xavier uniform for those that level off on both sides, and for the identity; LeCun
     * normal for SELU, as its paper has it.
     */
    public static Initializer suitedTo(Activation activation) {
        Objects.requireNonNull(activation, "activation");
        if (activation instanceof Activation.Selu) {
            return LECUN_NORMAL;
        }
        boolean linearOrLevel = activation instanceof Activation.Identity
                || activation instanceof Activation.Sigmoid
                || activation instanceof Activation.Tanh
                || activation instanceof Activation.Softsign
                || activation instanceof Activation.HardSigmoid;
        return linearOrLevel ? XAVIER_UNIFORM : HE_UNIFORM;
    }

    /** Writes {@code fanIn · fanOut} values; value i comes from number i of the stream. */
    void fill(float[] weights, int offset, int fanIn, int fanOut, RandomStream random) {
        for (int i = 0; i < fanIn * fanOut; i++) {
            weights[offset + i] = (float) value(random, i, fanIn, fanOut);
        }
    }

    private double value(RandomStream random, int index, double fanIn, double fanOut) {
        return switch (this) {
            case HE_UNIFORM -> (2 * random.uniform(index) - 1) * Math.sqrt(6 / fanIn);
            case HE_NORMAL -> random.normal(index) * Math.sqrt(2 / fanIn);
            case XAVIER_UNIFORM ->
                (2 * random.uniform(index) - 1) * Math.sqrt(6 / (fanIn + fanOut));
            case XAVIER_NORMAL -> random.normal(index) * Math.sqrt(2 / (fanIn + fanOut));
            case LECUN_UNIFORM -> (2 * random.uniform(index) - 1) * Math.sqrt(3 / fanIn);
            case LECUN_NORMAL -> random.normal(index) * Math.sqrt(1 / fanIn);
        };
    }
}
