package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Lion, which moves every weight by the learning rate, and by a sign (Chen and others, "Symbolic
 * discovery of optimization algorithms", 2023):
 *
 * <pre>
 * c = beta1·m + (1 − beta1)·g
 * m = beta2·m + (1 − beta2)·g
 * w = w − learningRate·weightDecay·w
 * w = w − learningRate·sign(c)                     (sign(0) = 0)
 * </pre>
 *
 * <p>With each setting stands the default of the paper's program, whose learning rate is 1e-4. The
 * paper advises a learning rate 3 to 10 times smaller than AdamW's, and a weight decay as many times
 * larger.
 *
 * @param learningRate finite and at least 0
 * @param beta1 factor of the mean of gradients in the update, in [0, 1); 0.9
 * @param beta2 factor of the mean of gradients that is kept, in [0, 1); 0.99
 * @param weightDecay part of the weight that decays at learning rate 1, at least 0; 0
 */
public record Lion(
        double learningRate,
        double beta1,
        double beta2,
        double weightDecay)
        implements
            Optimizer {
    /** Checks all settings. */
    public Lion {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** The paper's defaults with a learning rate. */
    public static Lion of(double learningRate) {
        return new Lion(learningRate, 0.9, 0.99, 0);
    }

    @Override
    public Lion withLearningRate(double learningRate) {
        return new Lion(learningRate, beta1, beta2, weightDecay);
    }

    /** A copy with other factors of the moving averages. */
    public Lion withBetas(double beta1, double beta2) {
        return new Lion(learningRate, beta1, beta2, weightDecay);
    }

    /** A copy with another weight decay. */
    public Lion withWeightDecay(double weightDecay) {
        return new Lion(learningRate, beta1, beta2, weightDecay);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.lion(beta1, beta2, (float) weightDecay);
    }
}
