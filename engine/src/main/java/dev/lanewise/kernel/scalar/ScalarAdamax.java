package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adamax (Kingma and Ba, "Adam: a method for stochastic optimization", 2015, section 7.1) with the
 * conventions of {@code torch.optim.Adamax}. In step t:
 *
 * <pre>
 * g = g + weightDecay·w
 * m = beta1·m + (1 − beta1)·g
 * u = max(beta2·u, |g| + epsilon)
 * w = w − learningRate/(1 − beta1^t) · m / u
 * </pre>
 *
 * <p>Slots: m, u. Since u is at least epsilon, it is not flushed. What all weights share is computed
 * in double precision and rounded once. 28 bytes a weight go through memory.
 */
public class ScalarAdamax extends UpdateKernel {
    /** The factor of the mean and its complement, each rounded once. */
    protected final float beta1;
    protected final float oneMinusBeta1;

    /** Factor of the largest magnitude so far. */
    protected final float beta2;

    /** Summand of every magnitude. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    /** Minus the step size with the mean's bias correction. */
    protected float minusStepSize;

    private final double exactBeta1;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#adamax} has them. */
    public ScalarAdamax(double beta1, double beta2, float epsilon, float weightDecay) {
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        this.exactBeta1 = beta1;
        this.beta1 = (float) beta1;
        this.oneMinusBeta1 = (float) (1 - beta1);
        this.beta2 = (float) beta2;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
    }

    @Override
    public final int slots() {
        return 2;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        minusStepSize = (float) (-learningRate / (1 - power(exactBeta1, step)));
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
        int m = stateOffset;
        int u = m + slotStride;
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            float mean =
                    Subnormals.flushed(Math.fma(beta1, state[m + i], oneMinusBeta1 * gradient));
            float largest = Math.max(beta2 * state[u + i], Math.abs(gradient) + epsilon);
            state[m + i] = mean;
            state[u + i] = largest;
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusStepSize, mean / largest, weight));
        }
    }
}
