package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Lion (Chen and others, "Symbolic discovery of optimization algorithms", 2023, algorithm 2):
 *
 * <pre>
 * c = beta1·m + (1 − beta1)·g
 * m = beta2·m + (1 − beta2)·g
 * w = w − learningRate·weightDecay·w
 * w = w − learningRate·sign(c)                     (sign(0) = 0)
 * </pre>
 *
 * <p>Slots: m. Each line is one or two fused multiply-adds. 20 bytes a weight go through memory.
 */
public class ScalarLion extends UpdateKernel {
    /** Factors of the mean, of the update and of what is kept, and their complements. */
    protected final float beta1;
    protected final float oneMinusBeta1;
    protected final float beta2;
    protected final float oneMinusBeta2;

    /** Minus the learning rate of this step. */
    protected float minusLearningRate;

    /** Factor of w that is added to w. */
    protected float minusDecay;

    private final double weightDecay;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#lion} has them. */
    public ScalarLion(double beta1, double beta2, float weightDecay) {
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.weightDecay(weightDecay);
        this.beta1 = (float) beta1;
        this.oneMinusBeta1 = (float) (1 - beta1);
        this.beta2 = (float) beta2;
        this.oneMinusBeta2 = (float) (1 - beta2);
        this.weightDecay = weightDecay;
    }

    @Override
    public final int slots() {
        return 1;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        minusLearningRate = (float) -learningRate;
        minusDecay = (float) (-learningRate * weightDecay);
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
            float gradient = g[gOffset + i];
            float mean = state[stateOffset + i];
            float sign = Math.signum(Math.fma(beta1, mean, oneMinusBeta1 * gradient));
            state[stateOffset + i] =
                    Subnormals.flushed(Math.fma(beta2, mean, oneMinusBeta2 * gradient));
            float decayed = Math.fma(minusDecay, weight, weight);
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, sign, decayed));
        }
    }
}
