package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.common.ActivationLoops;

/** The loops of the activations made of straight lines and parabolas. */
final class PiecewiseActivations {
    private PiecewiseActivations() {}

    /** y = z; dZ = dY. */
    static final class Identity implements ActivationLoops {
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
    static final class Relu implements ActivationLoops {
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
    static final class LeakyRelu implements ActivationLoops {
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

    /** y = min(max(z, 0), 6); dZ = dY where 0 &lt; y &lt; 6, else 0. */
    static final class Relu6 implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = Math.min(Math.max(z[zOffset + i], 0), 6);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                if (out <= 0 || out >= 6) {
                    dZ[dZOffset + i] = 0;
                }
            }
        }
    }

    /** y = min(max(z + 3, 0), 6) / 6; dZ = dY/6 where 0 &lt; y &lt; 1, else 0. */
    static final class HardSigmoid implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatMath.hardSigmoid(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float out = kept[keptOffset + i];
                float gradient = dZ[dZOffset + i];
                dZ[dZOffset + i] = out <= 0 || out >= 1 ? 0 : gradient * FloatMath.SIXTH;
            }
        }
    }

    /** y = z·min(max(z + 3, 0), 6) / 6; dZ = dY·(z + 1.5)/3 for |z| &lt; 3, dY above, 0 below. */
    static final class HardSwish implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = FloatRectifiers.hardSwish(z[zOffset + i]);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i++) {
                float x = kept[keptOffset + i];
                float gradient = dZ[dZOffset + i];
                float product = gradient * FloatRectifiers.hardSwishDerivative(x);
                dZ[dZOffset + i] = x <= -3 ? 0 : product;
            }
        }
    }
}
