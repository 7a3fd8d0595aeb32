package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;

/**
 * NAdam: Adam that looks ahead as Nesterov's method does (Dozat, "Incorporating Nesterov momentum
 * into Adam", 2016), with the conventions of {@code torch.optim.NAdam}. In step t, with the
 * momentum μ(t) = beta1·(1 − 0.5·0.96^(t·momentumDecay)) and the product Π(t) = μ(1)·…·μ(t):
 *
 * <pre>
 * g = g + weightDecay·w                            (decoupled: left out)
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * d = (1 − μ(t))/(1 − Π(t)) · g + μ(t + 1)/(1 − Π(t + 1)) · m
 * w = w − learningRate·weightDecay·w               (decoupled only)
 * w = w − learningRate · d / (√v/√(1 − beta2^t) + epsilon)
 * </pre>
 *
 * <p>Slots: m, v. What all weights share is computed in double precision and rounded once. 28 bytes
 * a weight go through memory.
 */
public class ScalarNAdam extends UpdateKernel {
    /** Base of the momentum's schedule, the paper's. */
    private static final double MOMENTUM_BASE = 0.96;

    /** A product below it no longer shows in 1 − Π, which is 1 from 2^-54 on. */
    private static final double NEGLIGIBLE = 0x1p-60;

    /** The factors of the moving averages and their complements, each rounded once. */
    protected final float beta1;
    protected final float oneMinusBeta1;
    protected final float beta2;
    protected final float oneMinusBeta2;

    /** Summand of the denominator. */
    protected final float epsilon;

    /** Factor of w that is added to the gradient; 0 where weight decay is decoupled. */
    protected final float coupledDecay;

    /** What g and m are multiplied by in the direction d. */
    protected float gradientCoefficient;
    protected float momentCoefficient;

    /** The second moment's bias correction, 1/√(1 − beta2^t). */
    protected float rootScale;

    /** Minus the learning rate of this step. */
    protected float minusLearningRate;

    /** Factor of w that is added to w; 0 where weight decay is not decoupled. */
    protected float minusDecay;

    private final double exactBeta1;
    private final double exactBeta2;
    private final double momentumDecay;
    private final double decoupledDecay;

    /** μ(1)·…·μ(factors), as far as it was multiplied out. */
    private double productSoFar = 1;
    private long factors;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#nAdam} has them. */
    public ScalarNAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            double momentumDecay,
            boolean decoupled) {
        OptimizerSettings.decayRate("beta1", beta1);
        OptimizerSettings.decayRate("beta2", beta2);
        OptimizerSettings.epsilon(epsilon);
        OptimizerSettings.weightDecay(weightDecay);
        OptimizerSettings.momentumDecay(momentumDecay);
        this.exactBeta1 = beta1;
        this.exactBeta2 = beta2;
        this.epsilon = epsilon;
        this.momentumDecay = momentumDecay;
        this.coupledDecay = decoupled ? 0f : weightDecay;
        this.decoupledDecay = decoupled ? weightDecay : 0;
        this.beta1 = (float) beta1;
        this.oneMinusBeta1 = (float) (1 - beta1);
        this.beta2 = (float) beta2;
        this.oneMinusBeta2 = (float) (1 - beta2);
    }

    @Override
    public final int slots() {
        return 2;
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        double product = product(step);
        double next = momentum(step + 1);
        gradientCoefficient = (float) ((1 - momentum(step)) / (1 - product));
        momentCoefficient = (float) (next / (1 - product * next));
        rootScale = (float) (1 / Math.sqrt(1 - power(exactBeta2, step)));
        minusLearningRate = (float) -learningRate;
        minusDecay = (float) (-learningRate * decoupledDecay);
    }

    /**
     * Π(step), always multiplied in the same order from the first factor on, so that a kernel that
     * starts at a later step (training taken up again) comes to the same bits as one that was there
     * from the first. With PyTorch's defaults no more than sixty factors show.
     */
    private double product(long step) {
        if (step < factors) {
            factors = 0;
            productSoFar = 1;
        }
        while (factors < step && productSoFar > NEGLIGIBLE) {
            factors++;
            productSoFar *= momentum(factors);
        }
        return productSoFar;
    }

    private double momentum(long step) {
        return exactBeta1 * (1 - 0.5 * StrictMath.pow(MOMENTUM_BASE, step * momentumDecay));
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
        for (int i = 0; i < n; i++) {
            float weight = w[wOffset + i];
            float gradient = Math.fma(coupledDecay, weight, g[gOffset + i]);
            float first =
                    Subnormals.flushed(Math.fma(beta1, state[m + i], oneMinusBeta1 * gradient));
            float second =
                    Subnormals.flushed(
                            Math.fma(beta2, state[v + i], oneMinusBeta2 * gradient * gradient));
            state[m + i] = first;
            state[v + i] = second;
            float ahead = Math.fma(momentCoefficient, first, gradientCoefficient * gradient);
            float direction = ahead / Math.fma((float) Math.sqrt(second), rootScale, epsilon);
            float decayed = Math.fma(minusDecay, weight, weight);
            w[wOffset + i] = Subnormals.flushed(Math.fma(minusLearningRate, direction, decayed));
        }
    }
}
