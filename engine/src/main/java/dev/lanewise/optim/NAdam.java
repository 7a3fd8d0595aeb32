package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * NAdam, Adam with Nesterov's momentum (Dozat 2016); PyTorch's {@code NAdam}. In step t, with the
 * momentum μ(t) = beta1·(1 − 0.5·0.96^(t·momentumDecay)) and the product Π(t) = μ(1)·…·μ(t):
 *
 * <pre>
 * g = g + weightDecay·w                            (decoupled: left out)
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * d = (1 − μ(t))/(1 − Π(t)) · g + μ(t + 1)/(1 − Π(t + 1)) · m
 * w = w − learningRate·weightDecay·w               (decoupled only)
 * w = w − learningRate · d / (√v/√(1 − beta2^t) + epsilon)
 * </pre>
 *
 * <p>With each setting stands PyTorch's default; its learning rate is 0.002.
 *
 * @param learningRate finite and at least 0
 * @param beta1 factor of the mean of gradients and limit of μ, in [0, 1); 0.9
 * @param beta2 factor of the mean of their squares, in [0, 1); 0.999
 * @param epsilon added to the denominator, outside of the root, above 0; 1e-8
 * @param weightDecay factor of the weight that is added to its gradient or, decoupled, part of the
 *     weight that decays at learning rate 1, at least 0; 0
 * @param momentumDecay how fast μ grows from half of beta1 to beta1, at least 0; 0.004
 * @param decoupledWeightDecay whether weights decay by themselves, as AdamW has it; false
 */
public record NAdam(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double momentumDecay,
        boolean decoupledWeightDecay)
        implements
            Optimizer {
    /** Checks all settings. */
    public NAdam {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        OptimizerSettings.momentumDecay(momentumDecay);
    }

    /** PyTorch's defaults with a learning rate. */
    public static NAdam of(double learningRate) {
        return new NAdam(learningRate, 0.9, 0.999, 1e-8, 0, 0.004, false);
    }

    @Override
    public NAdam withLearningRate(double learningRate) {
        return new NAdam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay,
                decoupledWeightDecay);
    }

    /** A copy with other factors of the moving averages. */
    public NAdam withBetas(double beta1, double beta2) {
        return new NAdam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay,
                decoupledWeightDecay);
    }

    /** A copy with another epsilon. */
    public NAdam withEpsilon(double epsilon) {
        return new NAdam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay,
                decoupledWeightDecay);
    }

    /** A copy with another weight decay. */
    public NAdam withWeightDecay(double weightDecay) {
        return new NAdam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay,
                decoupledWeightDecay);
    }

    /** A copy with another exponent of the momentum's schedule. */
    public NAdam withMomentumDecay(double momentumDecay) {
        return new NAdam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay,
                decoupledWeightDecay);
    }

    /** A copy with weight decay decoupled or not. */
    public NAdam withDecoupledWeightDecay(boolean decoupledWeightDecay) {
        return new NAdam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay,
                decoupledWeightDecay);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.nAdam(
                beta1, beta2, (float) epsilon, (float) weightDecay, momentumDecay,
                decoupledWeightDecay);
    }
}
