package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Activation;
import java.util.List;
import java.util.Objects;

/**
 * A dense layer: Y = f(X·W + b), with a bias b or without.
 *
 * <p>X is {@code rows × inputs}, Y is {@code rows × outputs}. Parameters, in the network's flat
 * array: the weight W, {@code inputs × outputs} row-major from {@code weightOffset} on, and the
 * bias b, {@code outputs} values from {@code biasOffset} on. Backward, with Z = X·W + b: dZ = dY ⊙
 * f'(Z), dW = Xᵀ·dZ, db = Σ over rows of dZ, dX = dZ·Wᵀ. Biases start at zero, weights as the
 * initializer says. {@link DensePass} computes it forward and backward.
 *
 * @param inputs columns of X
 * @param outputs columns of Y
 * @param activation f
 * @param initializer initial values of W
 * @param weightOffset where W starts
 * @param biasOffset where b starts, or {@link #NO_BIAS}
 */
public record Dense(
        int inputs,
        int outputs,
        Activation activation,
        Initializer initializer,
        int weightOffset,
        int biasOffset)
        implements
            Layer {
    /** In the place of an offset: there is no bias. */
    public static final int NO_BIAS = -1;

    /** Checks sizes and offsets. */
    public Dense {
        Checks.require(inputs > 0, "inputs", inputs, "at least 1");
        Checks.require(outputs > 0, "outputs", outputs, "at least 1");
        Checks.require(
                inputs * (long) outputs + outputs <= Checks.LARGEST_ARRAY,
                "number of parameters",
                inputs * (long) outputs + outputs,
                "at most " + Checks.LARGEST_ARRAY);
        Checks.size("weightOffset", weightOffset);
        if (biasOffset != NO_BIAS) {
            Checks.size("biasOffset", biasOffset);
        }
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(initializer, "initializer");
    }

    /** Whether there is a bias. */
    public boolean hasBias() {
        return biasOffset != NO_BIAS;
    }

    @Override
    public List<Parameter> parameters() {
        Parameter weight =
                new Parameter("weight", Parameter.Role.WEIGHT, weightOffset, inputs, outputs);
        return hasBias()
                ? List.of(
                        weight,
                        Parameter.vector("bias", Parameter.Role.BIAS, biasOffset, outputs))
                : List.of(weight);
    }
}
