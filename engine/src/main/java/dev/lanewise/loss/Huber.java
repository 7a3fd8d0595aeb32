package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Huber's loss, the mean over all elements: PyTorch's {@code HuberLoss}. With d = y − t
 *
 * <pre>
 * d²/2                       where |d| ≤ delta
 * delta·(|d| − delta/2)      beyond
 * </pre>
 *
 * <p>The derivative is d, bounded to ±delta. Targets are any finite numbers. (P. J. Huber,
 * <i>Robust Estimation of a Location Parameter</i>, 1964.)
 *
 * @param delta where the parabola ends, above 0; 1
 */
public record Huber(double delta) implements ElementwiseLoss {
    /** Checks delta. */
    public Huber {
        LossSettings.positive("delta", delta);
    }

    /** PyTorch's default, a delta of 1. */
    public static Huber of() {
        return new Huber(1);
    }

    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.Huber((float) delta);
    }
}
