package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of ln cosh(y − t): near 0 half the square of the distance, far away the
 * distance less ln 2, and smooth between. Its derivative is tanh(y − t). Targets are any finite
 * numbers. Keras' {@code LogCosh}; PyTorch has none.
 */
public record LogCosh() implements ElementwiseLoss {
    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.LogCosh();
    }
}
