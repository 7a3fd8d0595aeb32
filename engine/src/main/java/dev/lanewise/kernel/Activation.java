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

    /** ELU with alpha 1. */
    Activation ELU = new Elu(1f);

    /** y = 1 / (1 + e^-z). */
    Activation SIGMOID = new Sigmoid();

    /** y = tanh z. */
    Activation TANH = new Tanh();

    /** y = z·Φ(z) with the normal distribution function Φ(z) = (1 + erf(z/√2)) / 2. */
    Activation GELU = new Gelu();

    /** y = z/2 · (1 + tanh(√(2/π) (z + 0.044715 z³))). */
    Activation GELU_TANH = new GeluTanh();

    /** y = z / (1 + e^-z), also called swish. */
    Activation SILU = new Silu();

    /** y = ln(1 + e^z). */
    Activation SOFTPLUS = new Softplus();

    /**
     * Whether the derivative is computed from z (the pre-activation) rather than from y = f(z).
     *
     * <p>Where it is, the forward pass must keep z apart from y; where it is not, y may overwrite
     * z.
     */
    default boolean derivativeNeedsInput() {
        return switch (this) {
            case Gelu _ -> true;
            case GeluTanh _ -> true;
            case Silu _ -> true;
            case Softplus _ -> true;
            case Identity _ -> false;
            case Relu _ -> false;
            case LeakyRelu _ -> false;
            case Elu _ -> false;
            case Sigmoid _ -> false;
            case Tanh _ -> false;
        };
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

    /** See {@link #SIGMOID}. */
    record Sigmoid() implements Activation {}

    /** See {@link #TANH}. */
    record Tanh() implements Activation {}

    /** See {@link #GELU}. */
    record Gelu() implements Activation {}

    /** See {@link #GELU_TANH}. */
    record GeluTanh() implements Activation {}

    /** See {@link #SILU}. */
    record Silu() implements Activation {}

    /** See {@link #SOFTPLUS}. */
    record Softplus() implements Activation {}
}
