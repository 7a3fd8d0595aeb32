package dev.lanewise.kernel;

import java.util.List;
import org.apache.commons.numbers.gamma.Erf;

/** Every activation, and its definition in double precision, independent of the kernels. */
public final class ActivationFormulas {
    /** All of them, those with settings with several. */
    public static final List<Activation> ALL = List.of(
            Activation.IDENTITY,
            Activation.RELU,
            Activation.LEAKY_RELU,
            new Activation.LeakyRelu(0),
            new Activation.LeakyRelu(1.5f),
            Activation.RELU6,
            Activation.ELU,
            new Activation.Elu(0),
            new Activation.Elu(2.5f),
            Activation.SELU,
            Activation.CELU,
            new Activation.Celu(0.3f),
            Activation.SIGMOID,
            Activation.TANH,
            Activation.SOFTSIGN,
            Activation.HARD_SIGMOID,
            Activation.HARD_SWISH,
            Activation.GELU,
            Activation.GELU_TANH,
            Activation.SILU,
            Activation.MISH,
            Activation.SOFTPLUS,
            Activation.LOG_SIGMOID);

    private static final double[] KINKS = {-3, 0, 3, 6};

    private ActivationFormulas() {}

    /** f(z). */
    public static double value(Activation activation, double z) {
        return switch (activation) {
            case Activation.Identity _ -> z;
            case Activation.Relu _ -> Math.max(z, 0);
            case Activation.LeakyRelu(float slope) -> Math.max(z, 0) + slope * Math.min(z, 0);
            case Activation.Relu6 _ -> Math.clamp(z, 0, 6);
            case Activation.Elu(float alpha) -> z > 0 ? z : alpha * Math.expm1(z);
            case Activation.Selu _ ->
                1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z));
            case Activation.Celu(float alpha) ->
                Math.max(z, 0) + Math.min(0, alpha * Math.expm1(z / alpha));
            case Activation.Sigmoid _ -> 1 / (1 + Math.exp(-z));
            case Activation.Tanh _ -> Math.tanh(z);
            case Activation.Softsign _ -> z / (1 + Math.abs(z));
            case Activation.HardSigmoid _ -> Math.clamp(z + 3, 0, 6) / 6;
            case Activation.HardSwish _ -> z * (Math.clamp(z + 3, 0, 6) / 6);
            case Activation.Gelu _ -> z / 2 * (1 + Erf.value(z / Math.sqrt(2)));
            case Activation.GeluTanh _ -> {
                double inner = Math.sqrt(2 / Math.PI) * (z + 0.044715 * Math.pow(z, 3));
                yield z / 2 * (1 + Math.tanh(inner));
            }
            case Activation.Silu _ -> z / (1 + Math.exp(-z));
            case Activation.Mish _ -> z * Math.tanh(Math.log1p(Math.exp(z)));
            case Activation.Softplus _ -> Math.log1p(Math.exp(z));
            case Activation.LogSigmoid _ -> -Math.log1p(Math.exp(-z));
        };
    }

    /** Whether any activation has a kink within a distance of z. */
    public static boolean hasKinkNear(double z, double distance) {
        for (double kink : KINKS) {
            if (Math.abs(z - kink) <= distance) {
                return true;
            }
        }
        return false;
    }
}
