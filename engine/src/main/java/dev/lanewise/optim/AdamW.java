package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adam with decoupled weight decay; PyTorch's {@code AdamW}. In step t:
 *
 * <pre>
 * w = w − learningRate·weightDecay·w
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
 * @param weightDecay part of the weight that decays at learning rate 1, at least 0; 0.01
 * @param amsgrad whether the denominator uses the largest v so far; false
 */
public record AdamW(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean amsgrad)
        implements
            Optimizer {
    /** Checks all settings. */
    public AdamW {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** PyTorch's defaults with a learning rate. */
    public static AdamW of(double learningRate) {
        return new AdamW(learningRate, 0.9, 0.999, 1e-8, 0.01, false);
    }

    @Override
    public AdamW withLearningRate(double learningRate) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with other factors of the moving averages. */
    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with another epsilon. */
    public AdamW withEpsilon(double epsilon) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with another weight decay. */
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /** A copy with amsgrad set or not. */
    public AdamW withAmsgrad(boolean amsgrad) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.adam(beta1, beta2, (float) epsilon, (float) weightDecay, true, amsgrad);
    }
}
