package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;
import java.util.Objects;

/**
 * Another optimizer on a loss with the penalty strength·Σ|w| added, which draws weights to zero
 * that are of little use (Tibshirani, "Regression shrinkage and selection via the lasso", 1996):
 *
 * <pre>
 * g = g + strength·sign(w)                         (sign(0) = 0)
 * </pre>
 *
 * <p>The other optimizer sees that g as the gradient, its own weight decay comes on top. Biases are
 * weights as all others. A loss that is reported does not include the penalty. {@link
 * UpdateKernel#update} leaves the sum in the array of gradients.
 *
 * @param optimizer what follows the gradient
 * @param strength finite and at least 0
 */
public record L1Regularized(Optimizer optimizer, double strength) implements Optimizer {
    /** Checks the strength. */
    public L1Regularized {
        Objects.requireNonNull(optimizer, "optimizer");
        OptimizerSettings.strength(strength);
    }

    /** An optimizer with a penalty. */
    public static L1Regularized of(Optimizer optimizer, double strength) {
        return new L1Regularized(optimizer, strength);
    }

    @Override
    public double learningRate() {
        return optimizer.learningRate();
    }

    @Override
    public L1Regularized withLearningRate(double learningRate) {
        return new L1Regularized(optimizer.withLearningRate(learningRate), strength);
    }

    /** A copy with another strength. */
    public L1Regularized withStrength(double strength) {
        return new L1Regularized(optimizer, strength);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.l1Regularized(optimizer.bind(kernels), (float) strength);
    }
}
