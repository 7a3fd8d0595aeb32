package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adam, and AMSGrad on request; PyTorch's {@code Adam}. In step t:
 *
 * <pre>
 * g = g + weightDecay·w
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * u = v                                            (AMSGrad: u = max(u, v), kept)
 * w = w − learningRate/(1 − beta1^t) · m / (√u/√(1 − beta2^t) + epsilon)
 * </pre>
 *
 * <p>With each setting stands PyTorch's default.
 *
 * @param learningRate finite and at least 0
 * @param beta1 factor of the mean of gradients, in [0, 1); 0.9
 * @param beta2 factor of the mean of their squares, in [0, 1); 0.999
 * @param epsilon added to the denominator, outside of the root, above 0; 1e-8
 * @param weightDecay factor of the weight that is added to its gradient, at least 0; 0
 * @param amsgrad whether the denominator uses the largest v so far; false
 */
public record Adam(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean amsgrad)
        implements
            Optimizer {
    /** Checks all settings. */
    public Adam {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** PyTorch's defaults with a learning rate. */
    public static Adam of(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, false);
    }

    @Override
    public Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with other factors of the moving averages. */
    public Adam withBetas(double beta1, double beta2) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with another epsilon. */
    public Adam withEpsilon(double epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with another weight decay. */
    public Adam withWeightDecay(double weightDecay) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with amsgrad set or not. */
    public Adam withAmsgrad(boolean amsgrad) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.adam(beta1, beta2, (float) epsilon, (float) weightDecay, false, amsgrad);
    }
}
