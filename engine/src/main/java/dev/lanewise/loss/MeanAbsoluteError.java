package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of |y − t|: PyTorch's {@code L1Loss}. The derivative at 0 is 0. Targets
 * are any finite numbers.
 */
public record MeanAbsoluteError() implements ElementwiseLoss {
    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.AbsoluteError();
    }
}
