package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * RMSprop, centred and with momentum on request; PyTorch's {@code RMSprop}:
 *
 * <pre>
 * g = g + weightDecay·w
 * v = alpha·v + (1 − alpha)·g²
 * a = alpha·a + (1 − alpha)·g                      (centred only)
 * r = √v + epsilon                                 (centred: √max(v − a², 0) + epsilon)
 * d = g/r, with momentum: d = momentum·d + g/r, kept
 * w = w − learningRate·d
 * </pre>
 *
 * <p>With each setting stands PyTorch's default.
 *
 * @param learningRate finite and at least 0
 * @param alpha factor of the moving averages, in [0, 1); 0.99
 * @param epsilon added to the denominator, outside of the root, above 0; 1e-8
 * @param weightDecay factor of the weight that is added to its gradient, at least 0; 0
 * @param momentum factor of d, at least 0; 0, which keeps no d
 * @param centered whether the variance of the gradient takes the place of its square; false
 */
public record RmsProp(
        double learningRate,
        double alpha,
        double epsilon,
        double weightDecay,
        double momentum,
        boolean centered)
        implements
            Optimizer {
    /** Checks all settings. */
    public RmsProp {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("alpha", alpha);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        OptimizerSettings.momentum(momentum);
    }

    /** PyTorch's defaults with a learning rate. */
    public static RmsProp of(double learningRate) {
        return new RmsProp(learningRate, 0.99, 1e-8, 0, 0, false);
    }

    @Override
    public RmsProp withLearningRate(double learningRate) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /** A copy with another alpha. */
    public RmsProp withAlpha(double alpha) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /** A copy with another epsilon. */
    public RmsProp withEpsilon(double epsilon) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /** A copy with another weight decay. */
    public RmsProp withWeightDecay(double weightDecay) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /** A copy with another momentum. */
    public RmsProp withMomentum(double momentum) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /** A copy with centered set or not. */
    public RmsProp withCentered(boolean centered) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.rmsProp(
                alpha, (float) epsilon, (float) weightDecay, (float) momentum, centered);
    }
}
