package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.common.ActivationLoops;

/**
 * The activations as plain loops over {@link FloatMath} and {@link FloatRectifiers}, one file a
 * family.
 *
 * <p>What happens at the edges, here and in the vector twins:
 *
 * <ul>
 *   <li>A NaN in z comes out as NaN. Its gradient is NaN as well, but where the derivative is a
 *       constant on either side of a kink: there it passes as it is (ReLU and ReLU6, as in
 *       PyTorch), times the slope (leaky ReLU) or times a sixth (hard sigmoid).
 *   <li>A NaN in dY comes out as NaN, except where the derivative of ReLU, ReLU6, hard sigmoid or
 *       hard swish is 0 on a whole side: there dZ is 0, so that no 0·∞ arises either.
 *   <li>At the kinks the derivative is PyTorch's. At 0 it is that of the side below: 0 for ReLU,
 *       the slope for leaky ReLU, alpha for ELU, λα for SELU. ReLU6 and hard sigmoid have 0 at both
 *       kinks, hard swish 0 at −3 and 1 at 3, the outer sides, as PyTorch has it since 2025.
 *   <li>z = ±∞ gives the limits of the function and of its derivative, never 0·∞.
 *   <li>A slope, or an alpha of ELU, of 0 gives ReLU itself.
 * </ul>
 */
public final class ScalarActivations extends ActivationKernel {
    private final ActivationLoops loops;

    /** The kernel of an activation. */
    public ScalarActivations(Activation activation) {
        loops = loopsOf(activation);
    }

    private static ActivationLoops loopsOf(Activation activation) {
        return switch (activation) {
            case Activation.Identity _ -> new PiecewiseActivations.Identity();
            case Activation.Relu _ -> new PiecewiseActivations.Relu();
            case Activation.LeakyRelu(float slope) -> slope == 0
                    ? new PiecewiseActivations.Relu()
                    : new PiecewiseActivations.LeakyRelu(slope);
            case Activation.Relu6 _ -> new PiecewiseActivations.Relu6();
            case Activation.HardSigmoid _ -> new PiecewiseActivations.HardSigmoid();
            case Activation.HardSwish _ -> new PiecewiseActivations.HardSwish();
            case Activation.Elu(float alpha) -> alpha == 0
                    ? new PiecewiseActivations.Relu()
                    : new ExponentialActivations.Elu(1, alpha);
            case Activation.Selu _ -> new ExponentialActivations.Elu(FloatRectifiers.SELU_SCALE,
                    FloatRectifiers.SELU_NEGATIVE_SCALE);
            case Activation.Celu(float alpha) -> new ExponentialActivations.Celu(alpha);
            case Activation.Sigmoid _ -> new SigmoidActivations.Sigmoid();
            case Activation.Tanh _ -> new SigmoidActivations.Tanh();
            case Activation.Softsign _ -> new SigmoidActivations.Softsign();
            case Activation.Softplus _ -> new RectifierActivations.Softplus();
            case Activation.LogSigmoid _ -> new RectifierActivations.LogSigmoid();
            case Activation.Gelu _ -> new RectifierActivations.Gelu();
            case Activation.GeluTanh _ -> new RectifierActivations.GeluTanh();
            case Activation.Silu _ -> new RectifierActivations.Silu();
            case Activation.Mish _ -> new RectifierActivations.Mish();
        };
    }

    /** {@inheritDoc} Open to the vector twins, whose tails it computes. */
    @Override
    public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
        loops.apply(y, yOffset, z, zOffset, n);
    }

    /** {@inheritDoc} Open to the vector twins, whose tails it computes. */
    @Override
    public void multiplyByDerivative(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
        loops.multiplyByDerivative(dZ, dZOffset, kept, keptOffset, n);
    }

    @Override
    protected void addToRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns) {
        addBias(z, zOffset, bias, biasOffset, rows, columns);
    }

    /** {@link #addToRows}, to which the vector twins leave rows of less than a vector. */
    public static void addBias(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int row = zOffset + r * columns;
            for (int c = 0; c < columns; c++) {
                z[row + c] += bias[biasOffset + c];
            }
        }
    }
}
