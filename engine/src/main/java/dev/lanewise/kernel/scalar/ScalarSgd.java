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
 * d   = nesterov ? g + momentum·buf : buf       (without momentum: g)
 * w   = w − learningRate·d
 * </pre>
 *
 * <p>Slots: buf, and none without momentum. Each line is one or two fused multiply-adds. With
 * momentum 20 bytes a weight go through memory, without 12.
 */
public class ScalarSgd extends UpdateKernel {
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

    /** Arguments as {@link dev.lanewise.kernel.Kernels#sgd} has them. */
    public ScalarSgd(float momentum, float dampening, float weightDecay, boolean nesterov) {
        OptimizerSettings.momentum(momentum, dampening, nesterov);
        OptimizerSettings.weightDecay(weightDecay);
        this.momentum = momentum;
        this.dampening = dampening;
        this.weightDecay = weightDecay;
        this.bufferCoefficient = nesterov ? momentum : 1f;
        this.gradientCoefficient = nesterov ? 1f : 0f;
    }

    @Override
    public final int slots() {
        return momentum == 0f ? 0 : 1;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        boolean first = step == 1;
        stepMomentum = first ? 0f : momentum;
        oneMinusDampening = first ? 1f : 1f - dampening;
        minusLearningRate = (float) -learningRate;
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
        if (momentum == 0f) {
            descend(w, wOffset, g, gOffset, n);
        } else {
            descendWithMomentum(w, wOffset, g, gOffset, state, stateOffset, n);
        }
    }

    /** The step without momentum. */
    protected void descend(float[] w, int wOffset, float[] g, int gOffset, int n) {
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, gradient, weight));
        }
    }

    /** The step with momentum. */
    protected void descendWithMomentum(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] buffer,
            int bufferOffset,
            int n) {
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            float moved = Subnormals.flushed(
                    Math.fma(stepMomentum, buffer[bufferOffset + i], oneMinusDampening * gradient));
            float direction = Math.fma(bufferCoefficient, moved, gradientCoefficient * gradient);
            buffer[bufferOffset + i] = moved;
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, direction, weight));
        }
    }
}
