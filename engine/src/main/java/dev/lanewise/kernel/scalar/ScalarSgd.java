package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Stochastic gradient descent without momentum:
 *
 * <pre>
 * g = g + weightDecay·w
 * w = w − learningRate·g
 * </pre>
 *
 * <p>No slots. Each line is one fused multiply-add. 12 bytes a weight go through memory.
 */
public class ScalarSgd extends UpdateKernel {
    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    /** Minus the learning rate of this step. */
    protected float minusLearningRate;

    /** The weight decay as {@link dev.lanewise.kernel.Kernels#sgd} has it. */
    public ScalarSgd(float weightDecay) {
        OptimizerSettings.weightDecay(weightDecay);
        this.weightDecay = weightDecay;
    }

    @Override
    public final int slots() {
        return 0;
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
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, gradient, weight));
        }
    }
}
