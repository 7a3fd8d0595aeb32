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
 * <p>Slots: v; a where centred; d with momentum. The last two lines are those of gradient descent
 * and left to it. Passes over a block stay in the first-level cache, so memory is read and written
 * once: 20 bytes a weight, and 8 more for each further slot.
 */
public class ScalarRmsProp extends UpdateKernel {
    /** Weights of a block: 4 KB of each array, six arrays, within the eight ways of 32 KB. */
    private static final int BLOCK = 1024;

    /** The factor of the moving averages and its complement, each rounded once. */
    protected final float alpha;
    protected final float oneMinusAlpha;

    /** Summand of the denominator. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    private final boolean centered;
    private final UpdateKernel descent;
    private final float[] scaled = new float[BLOCK];

    /** Arguments as {@link dev.lanewise.kernel.Kernels#rmsProp} has them. */
    public ScalarRmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered) {
        this(alpha, epsilon, weightDecay, centered, new ScalarSgd(momentum, 0f, 0f, false));
    }

    /**
     * For the vector twin.
     *
     * @param descent gradient descent with the momentum, without weight decay
     */
    protected ScalarRmsProp(
            double alpha, float epsilon, float weightDecay, boolean centered,
            UpdateKernel descent) {
        OptimizerSettings.decayRate("alpha", alpha);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        this.alpha = (float) alpha;
        this.oneMinusAlpha = (float) (1 - alpha);
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
        this.centered = centered;
        this.descent = descent;
    }

    @Override
    public final int slots() {
        return (centered ? 2 : 1) + descent.slots();
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        descent.begin(step, learningRate);
    }

    @Override
    protected final void run(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n) {
        for (int i = 0, block; i < n; i += block) {
            block = Math.min(BLOCK, n - i);
            int v = stateOffset + i;
            int d = v + slotStride;
            secondMoments(scaled, 0, state, v, w, wOffset + i, g, gOffset + i, block);
            if (centered) {
                normalizeCentered(scaled, 0, state, v, d, block);
                d += slotStride;
            } else {
                normalize(scaled, 0, state, v, block);
            }
            descent.update(w, wOffset + i, scaled, 0, state, d, slotStride, block);
        }
    }

    /** x = g + weightDecay·w, and v by x². */
    protected void secondMoments(
            float[] x,
            int xOffset,
            float[] state,
            int v,
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            int n) {
        for (int i = 0; i < n; i++) {
            float gradient = Math.fma(weightDecay, w[wOffset + i], g[gOffset + i]);
            state[v + i] =
                    flushed(Math.fma(alpha, state[v + i], oneMinusAlpha * gradient * gradient));
            x[xOffset + i] = gradient;
        }
    }

    /** x = x/(√v + epsilon). */
    protected void normalize(float[] x, int xOffset, float[] state, int v, int n) {
        for (int i = 0; i < n; i++) {
            x[xOffset + i] /= (float) Math.sqrt(state[v + i]) + epsilon;
        }
    }

    /** a by x, then x = x/(√max(v − a², 0) + epsilon). */
    protected void normalizeCentered(float[] x, int xOffset, float[] state, int v, int a, int n) {
        for (int i = 0; i < n; i++) {
            float gradient = x[xOffset + i];
            float mean = flushed(Math.fma(alpha, state[a + i], oneMinusAlpha * gradient));
            float variance = Math.max(Math.fma(-mean, mean, state[v + i]), 0f);
            state[a + i] = mean;
            x[xOffset + i] = gradient / ((float) Math.sqrt(variance) + epsilon);
        }
    }
}
