package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adamax, Adam with the largest gradient in the place of the mean square (Kingma and Ba 2015);
 * PyTorch's {@code Adamax}. In step t:
 *
 * <pre>
 * g = g + weightDecay·w
 * m = beta1·m + (1 − beta1)·g
 * u = max(beta2·u, |g| + epsilon)
 * w = w − learningRate/(1 − beta1^t) · m / u
 * </pre>
 *
 * <p>With each setting stands PyTorch's default; its learning rate is 0.002.
 *
 * @param learningRate finite and at least 0
 * @param beta1 factor of the mean of gradients, in [0, 1); 0.9
 * @param beta2 factor of the largest magnitude so far, in [0, 1); 0.999
 * @param epsilon added to every magnitude, above 0; 1e-8
 * @param weightDecay factor of the weight that is added to its gradient, at least 0; 0
 */
public record Adamax(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay)
        implements
            Optimizer {
    /** Checks all settings. */
    public Adamax {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** PyTorch's defaults with a learning rate. */
    public static Adamax of(double learningRate) {
        return new Adamax(learningRate, 0.9, 0.999, 1e-8, 0);
    }

    @Override
    public Adamax withLearningRate(double learningRate) {
        return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /** A copy with other factors of the moving averages. */
    public Adamax withBetas(double beta1, double beta2) {
        return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /** A copy with another epsilon. */
    public Adamax withEpsilon(double epsilon) {
        return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /** A copy with another weight decay. */
    public Adamax withWeightDecay(double weightDecay) {
        return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.adamax(beta1, beta2, (float) epsilon, (float) weightDecay);
    }
}
