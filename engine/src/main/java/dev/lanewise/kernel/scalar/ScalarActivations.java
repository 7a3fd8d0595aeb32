package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;

/**
 * The activations as plain loops over {@link FloatMath}.
 *
 * <p>What happens at the edges, here and in the vector twins:
 *
 * <ul>
 *   <li>A NaN in z comes out as NaN. Its gradient is NaN as well, but for ReLU and leaky ReLU,
 *       whose derivative is a constant on either side: there it passes as on the positive side
 *       (ReLU, as in PyTorch) or times the slope (leaky ReLU).
 *   <li>A NaN in dY comes out as NaN, except where ReLU's derivative is 0: there dZ is 0, so that
 *       no 0·∞ arises either.
 *   <li>At the kink z = 0, ReLU's derivative is 0, leaky ReLU's the slope and ELU's alpha.
 *   <li>z = ±∞ gives the limits of the function and of its derivative, never 0·∞.
 *   <li>A slope or an alpha of 0 gives ReLU itself.
 * </ul>
 */
public abstract class ScalarActivations extends ActivationKernel {
    private ScalarActivations() {}

    /** The kernel of an activation. */
    public static ScalarActivations of(Activation activation) {
        return switch (activation) {
            case Activation.Identity _ -> new Identity();
            case Activation.Relu _ -> new Relu();
            case Activation.LeakyRelu(float slope) ->
                slope == 0 ? new Relu() : new LeakyRelu(slope);
            case Activation.Elu(float alpha) -> alpha == 0 ? new Relu() : new Elu(alpha);
            case Activation.Sigmoid _ -> new Sigmoid();
            case Activation.Tanh _ -> new Tanh();
            case Activation.Gelu _ -> new Gelu();
            case Activation.GeluTanh _ -> new GeluTanh();
            case Activation.Silu _ -> new Silu();
            case Activation.Softplus _ -> new Softplus();
        };
    }

    /** {@inheritDoc} Open to the vector twins, whose tails it computes. */
    @Override
    public abstract void apply(float[] y, int yOffset, float[] z, int zOffset, int n);

    /** {@inheritDoc} Open to the vector twins, whose tails it computes. */
    @Override
    public abstract void multiplyByDerivative(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n);

    @Override
    public final void addToRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int row = zOffset + r * columns;
            for (int c = 0; c < columns; c++) {
                z[row + c] += bias[biasOffset + c];
            }
        }
    }

    /** y = z; dZ = dY. */
    private static final class Identity extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            if (y != z || yOffset != zOffset) {
                System.arraycopy(z, zOffset, y, yOffset, n);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            // the derivative is 1
        }
    }

    /** y = max(z, 0); dZ = dY where y &gt; 0, else 0. */
    private static final class Relu extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = Math.max(z[zOffset + i], 0);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                if (kept[keptOffset + i] <= 0) {
                    dZ[dZOffset + i] = 0;
                }
            }
        }
    }

    /** y = z, below zero slope·z; dZ = dY, where y ≤ 0 slope·dY. */
    private static final class LeakyRelu extends ScalarActivations {
        private final float slope;

        LeakyRelu(float slope) {
            this.slope = slope;
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                float x = z[zOffset + i];
                y[yOffset + i] = x > 0 ? x : slope * x;
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float gradient = dZ[dZOffset + i];
                dZ[dZOffset + i] = kept[keptOffset + i] > 0 ? gradient : slope * gradient;
            }
        }
    }

    /** y = z, below zero alpha·(e^z − 1); dZ = dY, where y ≤ 0 dY·(y + alpha). */
    private static final class Elu extends ScalarActivations {
        private final float alpha;

        Elu(float alpha) {
            this.alpha = alpha;
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                float x = z[zOffset + i];
                y[yOffset + i] = x > 0 ? x : alpha * FloatMath.expm1(x);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                dZ[dZOffset + i] *= out > 0 ? 1 : out + alpha;
            }
        }
    }

    /** y = σ(z); dZ = dY·y·(1 − y). */
    private static final class Sigmoid extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.sigmoid(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                dZ[dZOffset + i] *= out * (1 - out);
            }
        }
    }

    /** y = tanh z; dZ = dY·(1 − y²). */
    private static final class Tanh extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.tanh(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                dZ[dZOffset + i] *= Math.fma(-out, out, 1);
            }
        }
    }

    /** y = z·Φ(z); dZ = dY·(Φ(z) + z·φ(z)). */
    private static final class Gelu extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.gelu(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatMath.geluDerivative(kept[keptOffset + i]);
            }
        }
    }

    /** y = z·σ(v(z)); dZ = dY·σ(v)·(1 + z·v'·σ(−v)), v as {@link FloatMath#geluTanh} has it. */
    private static final class GeluTanh extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.geluTanh(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatMath.geluTanhDerivative(kept[keptOffset + i]);
            }
        }
    }

    /** y = z·σ(z); dZ = dY·σ(z)·(1 + z·σ(−z)). */
    private static final class Silu extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.silu(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatMath.siluDerivative(kept[keptOffset + i]);
            }
        }
    }

    /** y = ln(1 + e^z); dZ = dY·σ(z). */
    private static final class Softplus extends ScalarActivations {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.softplus(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatMath.sigmoid(kept[keptOffset + i]);
            }
        }
    }
}
