package dev.lanewise.optim;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adadelta (Zeiler 2012), whose steps have the unit of the weights; PyTorch's {@code Adadelta}:
 *
 * <pre>
 * g = g + weightDecay·w
 * v = rho·v + (1 − rho)·g²
 * d = √(a + epsilon) / √(v + epsilon) · g
 * a = rho·a + (1 − rho)·d²
 * w = w − learningRate·d
 * </pre>
 *
 * <p>With each setting stands PyTorch's default; its learning rate is 1.
 *
 * @param learningRate finite and at least 0
 * @param rho factor of the moving averages, in [0, 1); 0.9
 * @param epsilon added to both averages, inside of the roots, above 0; 1e-6; the length of
 *     the first steps goes with its root
 * @param weightDecay factor of the weight that is added to its gradient, at least 0; 0
 */
public record Adadelta(
        double learningRate,
        double rho,
        double epsilon,
        double weightDecay)
        implements
            Optimizer {
    /** Checks all settings. */
    public Adadelta {
        OptimizerSettings.learningRate(learningRate);
        OptimizerSettings.decayRate("rho", rho);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
    }

    /** PyTorch's defaults with a learning rate, of which 1 is its own. */
    public static Adadelta of(double learningRate) {
        return new Adadelta(learningRate, 0.9, 1e-6, 0);
    }

    @Override
    public Adadelta withLearningRate(double learningRate) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay);
    }

    /** A copy with another rho. */
    public Adadelta withRho(double rho) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay);
    }

    /** A copy with another epsilon. */
    public Adadelta withEpsilon(double epsilon) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay);
    }

    /** A copy with another weight decay. */
    public Adadelta withWeightDecay(double weightDecay) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay);
    }

    @Override
    public UpdateKernel bind(Kernels kernels) {
        return kernels.adadelta(rho, (float) epsilon, (float) weightDecay);
    }
}
