package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Activation;
import java.util.Objects;

/**
 * A dense layer: Y = f(X·W + b).
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
 * @param biasOffset where b starts
 */
public record Dense(
        int inputs,
        int outputs,
        Activation activation,
        Initializer initializer,
        int weightOffset,
        int biasOffset) {
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
        Checks.size("biasOffset", biasOffset);
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(initializer, "initializer");
    }

    /** Weights and biases together. */
    public int parameterCount() {
        return inputs * outputs + outputs;
    }
}
