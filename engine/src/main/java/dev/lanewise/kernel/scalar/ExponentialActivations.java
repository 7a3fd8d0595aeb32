package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.common.ActivationLoops;

/** The loops of the activations that are a line above zero and an exponential below. */
final class ExponentialActivations {
    private ExponentialActivations() {}

    /**
     * y = scale·z, below zero negativeScale·(e^z − 1);
     * dZ = dY·scale, where y ≤ 0 dY·(y + negativeScale).
     */
    static final class Elu implements ActivationLoops {
        private final float scale;
        private final float negativeScale;

        Elu(float scale, float negativeScale) {
            this.scale = scale;
            this.negativeScale = negativeScale;
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.elu(z[zOffset + i], scale, negativeScale);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                dZ[dZOffset + i] *= out > 0 ? scale : out + negativeScale;
            }
        }
    }

    /** y = z, below zero alpha·(e^(z / alpha) − 1); dZ = dY, where y ≤ 0 dY·(y + alpha) / alpha. */
    static final class Celu implements ActivationLoops {
        private final float alpha;

        Celu(float alpha) {
            this.alpha = alpha;
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.celu(z[zOffset + i], alpha);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                dZ[dZOffset + i] *= out > 0 ? 1 : (out + alpha) / alpha;
            }
        }
    }
}
