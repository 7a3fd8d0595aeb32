package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Stochastic gradient descent, with momentum on request; PyTorch's {@code SGD}:
 *
 * <pre>
 * g   = g + weightDecay·w
 * buf = g in the first step, then momentum·buf + (1 − dampening)·g
 * w   = w − learningRate·(nesterov ? g + momentum·buf : buf)
 * </pre>
 *
 * <p>With each setting stands PyTorch's default.
 *
 * @param learningRate finite and at least 0
 * @param momentum factor of buf, at least 0; 0, which keeps no buf
 * @param dampening part of the gradient that does not enter buf, in [0, 1]; 0
 * @param weightDecay factor of the weight that is added to its gradient, at least 0; 0
 * @param nesterov whether the step looks ahead by another momentum·buf; false
 */
public record Sgd(
        double learningRate,
        double momentum,
        double dampening,
        double weightDecay,
        boolean nesterov)
        implements
            Optimizer {
    /** Checks all settings. */
    public Sgd {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.momentum(momentum, dampening, nesterov);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** PyTorch's defaults with a learning rate. */
    public static Sgd of(double learningRate) {
        return new Sgd(learningRate, 0, 0, 0, false);
    }

    @Override
    public Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
    }

    /** A copy with another momentum. */
    public Sgd withMomentum(double momentum) {
        return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
    }

    /** A copy with another dampening. */
    public Sgd withDampening(double dampening) {
        return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
    }

    /** A copy with another weight decay. */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
    }

    /** A copy with nesterov set or not. */
    public Sgd withNesterov(boolean nesterov) {
        return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.sgd((float) momentum, (float) dampening, (float) weightDecay, nesterov);
    }
}
