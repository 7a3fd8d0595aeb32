package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * RMSprop (Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning", 2012),
 * centred as in Graves, "Generating sequences with recurrent neural networks" (2013), with the
 * conventions of {@code torch.optim.RMSprop}:
 *
 * <pre>
 * g = g + weightDecay·w
 * v = alpha·v + (1 − alpha)·g²
 * a = alpha·a + (1 − alpha)·g                      (centred only)
 * r = √v + epsilon                                 (centred: √max(v − a², 0) + epsilon)
 * d = g/r, with momentum: d = momentum·d + g/r, kept
 * w = w − learningRate·d
 * </pre>
 *
 * <p>PyTorch takes the root of v − a² as it comes, and gets NaN where rounding makes the difference
 * of a steady gradient negative; hence the maximum with 0.
 *
 * <p>Slots: v; a where centred; d with momentum. 20 bytes a weight go through memory, and 8 more for
 * each further slot.
 */
public class ScalarRmsProp extends UpdateKernel {
    /** The factor of the moving averages and its complement, each rounded once. */
    protected final float alpha;
    protected final float oneMinusAlpha;

    /** Summand of the denominator. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    /** Whether the mean of the gradients is taken off. */
    protected final boolean centered;

    /** Factor of d; without one, d is not kept. */
    protected final float momentum;

    /** Minus the learning rate of this step. */
    protected float minusLearningRate;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#rmsProp} has them. */
    public ScalarRmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered) {
        OptimizerSettings.decayRate("alpha", alpha);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        OptimizerSettings.momentum(momentum, 0, false);
        this.alpha = (float) alpha;
        this.oneMinusAlpha = (float) (1 - alpha);
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
        this.momentum = momentum;
        this.centered = centered;
    }

    @Override
    public final int slots() {
        return 1 + (centered ? 1 : 0) + (momentum == 0f ? 0 : 1);
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        minusLearningRate = (float) -learningRate;
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
        int v = stateOffset;
        int a = v + slotStride;
        int d = centered ? a + slotStride : a;
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            float second =
                    Subnormals.flushed(
                            Math.fma(alpha, state[v + i], oneMinusAlpha * gradient * gradient));
            state[v + i] = second;
            float variance = second;
            if (centered) {
                float mean =
                        Subnormals.flushed(Math.fma(alpha, state[a + i], oneMinusAlpha * gradient));
                state[a + i] = mean;
                variance = Math.max(Math.fma(-mean, mean, second), 0f);
            }
            float direction = gradient / ((float) Math.sqrt(variance) + epsilon);
            if (momentum != 0f) {
                direction = Subnormals.flushed(Math.fma(momentum, state[d + i], direction));
                state[d + i] = direction;
            }
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, direction, weight));
        }
    }
}
