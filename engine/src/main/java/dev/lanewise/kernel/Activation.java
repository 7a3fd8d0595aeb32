package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * An elementwise activation function y = f(z): the description, without any arithmetic.
 *
 * <p>{@link Kernels#activation(Activation)} gives the loops that compute it and its derivative.
 * Formulas are those of the PyTorch modules of the same name.
 */
public sealed interface Activation {
    /** y = z. */
    Activation IDENTITY = new Identity();

    /** y = max(z, 0); the derivative at 0 is 0. */
    Activation RELU = new Relu();

    /** Leaky ReLU with slope 0.01 below zero. */
    Activation LEAKY_RELU = new LeakyRelu(0.01f);

    /** y = min(max(z, 0), 6); the derivative at 0 and at 6 is 0. */
    Activation RELU6 = new Relu6();

    /** ELU with alpha 1. */
    Activation ELU = new Elu(1f);

    /**
     * y = λz for z &gt; 0, λα·(e^z - 1) otherwise, with λ = 1.0507009873554805 and α =
     * 1.6732632423543772; the derivative at 0 is λα. Together with {@code Initializer.LECUN_NORMAL}
     * it keeps mean 0 and variance 1 from layer to layer (Klambauer, Unterthiner, Mayr and
     * Hochreiter, "Self-normalizing neural networks", 2017).
     */
    Activation SELU = new Selu();

    /** CELU with alpha 1, which is ELU. */
    Activation CELU = new Celu(1f);

    /** y = 1 / (1 + e^-z). */
    Activation SIGMOID = new Sigmoid();

    /** y = tanh z. */
    Activation TANH = new Tanh();

    /** y = z / (1 + |z|). */
    Activation SOFTSIGN = new Softsign();

    /**
     * y = min(max(z + 3, 0), 6) / 6: the sigmoid in three straight pieces; the derivative at -3 and
     * at 3 is 0.
     */
    Activation HARD_SIGMOID = new HardSigmoid();

    /**
     * y = z·min(max(z + 3, 0), 6) / 6, which has SiLU's shape without an exponential; the derivative
     * is 0 at -3 and 1 at 3 (Howard and others, "Searching for MobileNetV3", 2019).
     */
    Activation HARD_SWISH = new HardSwish();

    /** y = z·Φ(z) with the normal distribution function Φ(z) = (1 + erf(z/√2)) / 2. */
    Activation GELU = new Gelu();

    /** y = z/2 · (1 + tanh(√(2/π) (z + 0.044715 z³))). */
    Activation GELU_TANH = new GeluTanh();

    /** y = z / (1 + e^-z), also called swish. */
    Activation SILU = new Silu();

    /** y = z·tanh(ln(1 + e^z)) (Misra, "Mish: a self regularized activation function", 2019). */
    Activation MISH = new Mish();

    /** y = ln(1 + e^z). */
    Activation SOFTPLUS = new Softplus();

    /** y = ln(1 / (1 + e^-z)), never above 0. */
    Activation LOG_SIGMOID = new LogSigmoid();

    /**
     * Whether the derivative is computed from z (the pre-activation) rather than from y = f(z).
     *
     * <p>Where it is, the forward pass must keep z apart from y; where it is not, y may overwrite
     * z. It is where y does not tell z (GELU, SiLU, Mish and hard swish fall and rise), and where y
     * tells it badly: softsign's slope far out, 1 / (1 + |z|)², is lost in a y that rounds to 1, and
     * softplus and log-sigmoid have the sigmoid for a derivative, which z gives to the last bits.
     */
    default boolean derivativeNeedsInput() {
        // ActivationTest names every kind, as a switch would, which costs a starting process a class
        return this instanceof Gelu || this instanceof GeluTanh || this instanceof Silu
                || this instanceof Mish || this instanceof HardSwish || this instanceof Softsign
                || this instanceof Softplus || this instanceof LogSigmoid;
    }

    /** See {@link #IDENTITY}. */
    record Identity() implements Activation {}

    /** See {@link #RELU}. */
    record Relu() implements Activation {}

    /**
     * y = z for z &gt; 0, slope·z otherwise; the derivative at 0 is the slope.
     *
     * @param slope the slope below zero, finite and at least 0, so that y tells the sign of z
     */
    record LeakyRelu(float slope) implements Activation {
        /** Checks the slope. */
        public LeakyRelu {
            Checks.require(slope >= 0 && slope <= Float.MAX_VALUE, "slope", slope,
                    "finite and at least 0");
        }
    }

    /** See {@link #RELU6}. */
    record Relu6() implements Activation {}

    /**
     * y = z for z &gt; 0, alpha·(e^z - 1) otherwise; the derivative at 0 is alpha.
     *
     * @param alpha minus the limit for z towards minus infinity, finite and at least 0
     */
    record Elu(float alpha) implements Activation {
        /** Checks alpha. */
        public Elu {
            Checks.require(alpha >= 0 && alpha <= Float.MAX_VALUE, "alpha", alpha,
                    "finite and at least 0");
        }
    }

    /** See {@link #SELU}. */
    record Selu() implements Activation {}

    /**
     * y = max(z, 0) + min(0, alpha·(e^(z / alpha) - 1)): ELU made smooth, with the derivative 1 at 0
     * for every alpha (Barron, "Continuously differentiable exponential linear units", 2017).
     *
     * @param alpha minus the limit for z towards minus infinity, finite and above 0
     */
    record Celu(float alpha) implements Activation {
        /** Checks alpha. */
        public Celu {
            Checks.require(alpha > 0 && alpha <= Float.MAX_VALUE, "alpha", alpha,
                    "finite and above 0");
        }
    }

    /** See {@link #SIGMOID}. */
    record Sigmoid() implements Activation {}

    /** See {@link #TANH}. */
    record Tanh() implements Activation {}

    /** See {@link #SOFTSIGN}. */
    record Softsign() implements Activation {}

    /** See {@link #HARD_SIGMOID}. */
    record HardSigmoid() implements Activation {}

    /** See {@link #HARD_SWISH}. */
    record HardSwish() implements Activation {}

    /** See {@link #GELU}. */
    record Gelu() implements Activation {}

    /** See {@link #GELU_TANH}. */
    record GeluTanh() implements Activation {}

    /** See {@link #SILU}. */
    record Silu() implements Activation {}

    /** See {@link #MISH}. */
    record Mish() implements Activation {}

    /** See {@link #SOFTPLUS}. */
    record Softplus() implements Activation {}

    /** See {@link #LOG_SIGMOID}. */
    record LogSigmoid() implements Activation {}
}
