package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adadelta (Zeiler, "ADADELTA: an adaptive learning rate method", 2012) with the conventions of
 * {@code torch.optim.Adadelta}:
 *
 * <pre>
 * g = g + weightDecay·w
 * v = rho·v + (1 − rho)·g²
 * d = √((a + epsilon)/(v + epsilon)) · g
 * a = rho·a + (1 − rho)·d²
 * w = w − learningRate·d
 * </pre>
 *
 * <p>One root of a quotient stands for PyTorch's quotient of two roots.
 *
 * <p>Slots: v, a. 28 bytes a weight go through memory.
 */
public class ScalarAdadelta extends UpdateKernel {
    /** The factor of the moving averages and its complement, each rounded once. */
    protected final float rho;
    protected final float oneMinusRho;

    /** Summand of both averages in the quotient. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient. */
    protected final float weightDecay;

    /** Minus the learning rate of this step. */
    protected float minusLearningRate;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#adadelta} has them. */
    public ScalarAdadelta(double rho, float epsilon, float weightDecay) {
        OptimizerSettings.decayRate("rho", rho);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        this.rho = (float) rho;
        this.oneMinusRho = (float) (1 - rho);
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
    }

    @Override
    public final int slots() {
        return 2;
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
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float moved = state[a + i];
            float gradient = Math.fma(weightDecay, weight, g[gOffset + i]);
            float second = Subnormals
                    .flushed(Math.fma(rho, state[v + i], oneMinusRho * gradient * gradient));
            float ratio = (moved + epsilon) / (second + epsilon);
            float direction = (float) Math.sqrt(ratio) * gradient;
            state[v + i] = second;
            state[a + i] =
                    Subnormals.flushed(Math.fma(rho, moved, oneMinusRho * direction * direction));
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, direction, weight));
        }
    }
}
