package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adagrad (Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
 * optimization", 2011) with the conventions of {@code torch.optim.Adagrad}. In step t:
 *
 * <pre>
 * g = g + weightDecay·w
 * s = s + g²
 * w = w − learningRate/(1 + (t − 1)·learningRateDecay) · g / (√s + epsilon)
 * </pre>
 *
 * <p>Slots: s. What all weights share is computed in double precision and rounded once. 20 bytes a
 * weight go through memory.
 */
public class ScalarAdagrad extends UpdateKernel {
    /** Summand of the denominator. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    /** Minus the learning rate that is left in this step. */
    protected float minusLearningRate;

    private final double learningRateDecay;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#adagrad} has them. */
    public ScalarAdagrad(double learningRateDecay, float epsilon, float weightDecay) {
        OptimizerSettings.learningRateDecay(learningRateDecay);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        this.learningRateDecay = learningRateDecay;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
    }

    @Override
    public final int slots() {
        return 1;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        minusLearningRate = (float) (-learningRate / (1 + (step - 1) * learningRateDecay));
    }

    @Override
    protected void run(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n) {
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            float sum = Subnormals.flushed(Math.fma(gradient, gradient, state[stateOffset + i]));
            state[stateOffset + i] = sum;
            float direction = gradient / ((float) Math.sqrt(sum) + epsilon);
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, direction, weight));
        }
    }
}
