package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adagrad (Duchi, Hazan and Singer 2011); PyTorch's {@code Adagrad}. In step t:
 *
 * <pre>
 * g = g + weightDecay·w
 * s = s + g²                                       (from 0)
 * w = w − learningRate/(1 + (t − 1)·learningRateDecay) · g / (√s + epsilon)
 * </pre>
 *
 * <p>With each setting stands PyTorch's default; its learning rate is 0.01.
 *
 * @param learningRate finite and at least 0
 * @param learningRateDecay how fast the learning rate falls from step to step, at least 0; 0
 * @param epsilon added to the denominator, outside of the root, above 0; 1e-10
 * @param weightDecay factor of the weight that is added to its gradient, at least 0; 0
 */
public record Adagrad(
        double learningRate,
        double learningRateDecay,
        double epsilon,
        double weightDecay)
        implements
            Optimizer {
    /** Checks all settings. */
    public Adagrad {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.learningRateDecay(learningRateDecay);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** PyTorch's defaults with a learning rate. */
    public static Adagrad of(double learningRate) {
        return new Adagrad(learningRate, 0, 1e-10, 0);
    }

    @Override
    public Adagrad withLearningRate(double learningRate) {
        return new Adagrad(learningRate, learningRateDecay, epsilon, weightDecay);
    }

    /** A copy with another decay of the learning rate. */
    public Adagrad withLearningRateDecay(double learningRateDecay) {
        return new Adagrad(learningRate, learningRateDecay, epsilon, weightDecay);
    }

    /** A copy with another epsilon. */
    public Adagrad withEpsilon(double epsilon) {
        return new Adagrad(learningRate, learningRateDecay, epsilon, weightDecay);
    }

    /** A copy with another weight decay. */
    public Adagrad withWeightDecay(double weightDecay) {
        return new Adagrad(learningRate, learningRateDecay, epsilon, weightDecay);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.adagrad(learningRateDecay, (float) epsilon, (float) weightDecay);
    }
}
