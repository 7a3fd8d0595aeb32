package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015), AMSGrad (Reddi, Kale
 * and Kumar, "On the convergence of Adam and beyond", 2018) and AdamW (Loshchilov and Hutter,
 * "Decoupled weight decay regularization", 2019), with the conventions of {@code torch.optim}. In
 * step t:
 *
 * <pre>
 * g = g + weightDecay·w                            (decoupled: left out)
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * u = v                                            (AMSGrad: u = max(u, v), kept)
 * w = w − learningRate·weightDecay·w               (decoupled only)
 * w = w − learningRate/(1 − beta1^t) · m / (√u/√(1 − beta2^t) + epsilon)
 * </pre>
 *
 * <p>Slots: m, v and, for AMSGrad, u. What all weights share is computed in double precision and
 * rounded once. 28 bytes a weight go through memory, with AMSGrad 36.
 */
public class ScalarAdam extends UpdateKernel {
    /** The factors of the moving averages and their complements, each rounded once. */
    protected final float beta1;
    protected final float oneMinusBeta1;
    protected final float beta2;
    protected final float oneMinusBeta2;

    /** Summand of the denominator. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient; 0 where weight decay is decoupled. */
    protected final float coupledDecay;

    /** Minus the step size with the first moment's bias correction. */
    protected float minusStepSize;

    /** The second moment's bias correction, 1/√(1 − beta2^t). */
    protected float rootScale;

    /** Factor of w that is added to w; 0 where weight decay is not decoupled. */
    protected float minusDecay;

    /** Whether the denominator uses the largest v so far. */
    protected final boolean amsgrad;

    private final double exactBeta1;
    private final double exactBeta2;
    private final double decoupledDecay;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#adam} has them. */
    public ScalarAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            boolean decoupled,
            boolean amsgrad) {
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        this.exactBeta1 = beta1;
        this.exactBeta2 = beta2;
        this.epsilon = epsilon;
        this.amsgrad = amsgrad;
        this.coupledDecay = decoupled ? 0f : weightDecay;
        this.decoupledDecay = decoupled ? weightDecay : 0;
        this.beta1 = (float) beta1;
        this.oneMinusBeta1 = (float) (1 - beta1);
        this.beta2 = (float) beta2;
        this.oneMinusBeta2 = (float) (1 - beta2);
    }

    @Override
    public final int slots() {
        return amsgrad ? 3 : 2;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        minusStepSize = (float) (-learningRate / (1 - power(exactBeta1, step)));
        rootScale = (float) (1 / Math.sqrt(1 - power(exactBeta2, step)));
        minusDecay = (float) (-learningRate * decoupledDecay);
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
        int v = m + slotStride;
        int u = v + slotStride;
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(coupledDecay, weight, g[gOffset + i]);
            float first =
                    Subnormals.flushed(Math.fma(beta1, state[m + i], oneMinusBeta1 * gradient));
            float second =
                    Subnormals.flushed(
                            Math.fma(beta2, state[v + i], oneMinusBeta2 * gradient * gradient));
            float largest = second;
            if (amsgrad) {
                largest = Math.max(state[u + i], second);
                state[u + i] = largest;
            }
            state[m + i] = first;
            state[v + i] = second;
            float direction = first / Math.fma((float) Math.sqrt(largest), rootScale, epsilon);
            float decayed = Math.fma(minusDecay, weight, weight);
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusStepSize, direction, decayed));
        }
    }
}
