package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.common.ActivationLoops;

/** The loops of the activations that follow z on one side and level off on the other. */
final class RectifierActivations {
    private RectifierActivations() {}

    /** y = ln(1 + e^z); dZ = dY·σ(z). */
    static final class Softplus implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.softplus(z[zOffset + i]);
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

    /** y = ln σ(z); dZ = dY·σ(−z). */
    static final class LogSigmoid implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.logSigmoid(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatMath.sigmoid(-kept[keptOffset + i]);
            }
        }
    }

    /** y = z·Φ(z); dZ = dY·(Φ(z) + z·φ(z)). */
    static final class Gelu implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.gelu(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatRectifiers.geluDerivative(kept[keptOffset + i]);
            }
        }
    }

    /**
     * y = z·σ(v(z));
     * dZ = dY·σ(v)·(1 + z·v'·σ(−v)), v as {@link FloatRectifiers#geluTanh} has it.
     */
    static final class GeluTanh implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.geluTanh(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatRectifiers.geluTanhDerivative(kept[keptOffset + i]);
            }
        }
    }

    /** y = z·σ(z); dZ = dY·σ(z)·(1 + z·σ(−z)). */
    static final class Silu implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.silu(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatRectifiers.siluDerivative(kept[keptOffset + i]);
            }
        }
    }

    /**
     * y = z·tanh(ln(1 + e^z));
     * dZ = dY·f'(z), f' as {@link FloatRectifiers#mishDerivative} has it.
     */
    static final class Mish implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.mish(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatRectifiers.mishDerivative(kept[keptOffset + i]);
            }
        }
    }
}
