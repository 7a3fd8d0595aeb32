package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of (y − t)²: PyTorch's {@code MSELoss}. Targets are any finite numbers.
 *
 * <p>A square beyond the range of floats, of a distance from 1.8e19 on, is infinite.
 */
public record MeanSquaredError() implements ElementwiseLoss {
    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.SquaredError();
    }
}
