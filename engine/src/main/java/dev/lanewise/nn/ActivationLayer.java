package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Activation;
import java.util.Objects;

/**
 * An activation alone: Y = f(X), for places where it does not follow a {@link Dense} layer at once,
 * as behind a normalization. Backward: dX = dY ⊙ f'(X).
 *
 * @param features columns of X and Y
 * @param activation f
 */
public record ActivationLayer(int features, Activation activation) implements Layer {
    /** Checks the size. */
    public ActivationLayer {
        Checks.require(features > 0, "features", features, "at least 1");
        Objects.requireNonNull(activation, "activation");
    }

    @Override
    public int inputs() {
        return features;
    }

    @Override
    public int outputs() {
        return features;
    }
}
