package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Stochastic gradient descent with momentum (Polyak 1964), plain or as Nesterov has it, in the form
 * of Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep
 * learning" (2013) that {@code torch.optim.SGD} has settled:
 *
 * <pre>
 * g   = g + weightDecay·w
 * buf = g in the first step, then momentum·buf + (1 − dampening)·g
 * d   = nesterov ? g + momentum·buf : buf
 * w   = w − learningRate·d
 * </pre>
 *
 * <p>Slots: buf. Each line is one or two fused multiply-adds. 20 bytes a weight go through memory.
 * Momentum 0 is {@link ScalarSgd}: one method for both would be compiled for one, with the loop of
 * the other in it before that was profiled.
 */
public class ScalarMomentum extends UpdateKernel {
    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    /** What buf and g are multiplied by in the direction d. */
    protected final float bufferCoefficient;
    protected final float gradientCoefficient;

    /** Minus the learning rate of this step. */
    protected float minusLearningRate;

    /** Momentum and 1 − dampening of this step: 0 and 1 in the first, whose buf is g. */
    protected float stepMomentum;
    protected float oneMinusDampening;

    private final float momentum;
    private final float dampening;

    /**
     * Arguments as {@link dev.lanewise.kernel.Kernels#sgd} has them and has checked momentum and
     * dampening; momentum is above 0.
     */
    public ScalarMomentum(float momentum, float dampening, float weightDecay, boolean nesterov) {
        OptimizerSettings.weightDecay(weightDecay);
        this.momentum = momentum;
        this.dampening = dampening;
        this.weightDecay = weightDecay;
        this.bufferCoefficient = nesterov ? momentum : 1f;
        this.gradientCoefficient = nesterov ? 1f : 0f;
    }

    @Override
    public final int slots() {
        return 1;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        boolean first = step == 1;
        stepMomentum = first ? 0f : momentum;
        oneMinusDampening = first ? 1f : 1f - dampening;
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
            float moved = Subnormals.flushed(
                    Math.fma(stepMomentum, state[stateOffset + i], oneMinusDampening * gradient));
            float direction = Math.fma(bufferCoefficient, moved, gradientCoefficient * gradient);
            state[stateOffset + i] = moved;
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, direction, weight));
        }
    }
}
