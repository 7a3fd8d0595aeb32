package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.common.ActivationLoops;
import jdk.incubator.vector.FloatVector;

/** The loops of the activations that follow z on one side and level off on the other. */
final class RectifierActivations {
    private RectifierActivations() {}

    /** {@link Activation.Softplus}. */
    static final class Softplus implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.softplus(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorMath.sigmoid(x)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.LogSigmoid}. */
    static final class LogSigmoid implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.logSigmoid(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorMath.sigmoid(x.neg())).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Gelu}. */
    static final class Gelu implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.gelu(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorRectifiers.geluDerivative(x)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.GeluTanh}. */
    static final class GeluTanh implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.geluTanh(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorRectifiers.geluTanhDerivative(x)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Silu}. */
    static final class Silu implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.silu(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorRectifiers.siluDerivative(x)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Mish}. */
    static final class Mish implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.mish(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorRectifiers.mishDerivative(x)).intoArray(dZ, dZOffset + i);
            }
        }
    }
}
