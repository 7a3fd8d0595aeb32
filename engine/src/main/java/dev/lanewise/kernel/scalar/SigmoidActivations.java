package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.common.ActivationLoops;

/** The loops of the activations that level off on both sides, without a kink. */
final class SigmoidActivations {
    private SigmoidActivations() {}

    /** y = σ(z); dZ = dY·y·(1 − y). */
    static final class Sigmoid implements ActivationLoops {
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
    static final class Tanh implements ActivationLoops {
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

    /** y = z / (1 + |z|); dZ = dY / (1 + |z|)². */
    static final class Softsign implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.softsign(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                dZ[dZOffset + i] *= FloatMath.softsignDerivative(kept[keptOffset + i]);
            }
        }
    }
}
