package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * {@link Huber}'s loss divided by its limit, the mean over all elements: PyTorch's {@code
 * SmoothL1Loss}. With d = y − t
 *
 * <pre>
 * d²/(2·beta)       where |d| &lt; beta
 * |d| − beta/2      beyond
 * </pre>
 *
 * <p>Targets are any finite numbers. (R. Girshick, <i>Fast R-CNN</i>, 2015, with a beta of 1.)
 *
 * @param beta where the parabola ends, at least 0; 1. With 0 it is {@link MeanAbsoluteError}
 */
public record SmoothL1(double beta) implements ElementwiseLoss {
    /** Checks beta. */
    public SmoothL1 {
        if (beta != 0) {
            LossSettings.positive("beta", beta);
        }
    }

    /** PyTorch's default, a beta of 1. */
    public static SmoothL1 of() {
        return new SmoothL1(1);
    }

    @Override
    public LossFunction.Elementwise function() {
        return beta == 0
                ? new LossFunction.AbsoluteError()
                : new LossFunction.SmoothL1((float) beta);
    }
}
