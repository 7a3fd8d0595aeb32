package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import jdk.incubator.vector.FloatVector;

/** The loops of the activations without a kink, all over {@link VectorMath}. */
final class SmoothActivations {
    private SmoothActivations() {}

    /** {@link Activation.Sigmoid}. */
    static final class Sigmoid extends VectorActivations {
        Sigmoid(Activation activation) {
            super(activation);
        }

        @Override
        protected void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.sigmoid(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)).intoArray(y,
                        yOffset + i);
            }
        }

        @Override
        protected void multiplyBody(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                FloatVector rest = FloatVector.broadcast(Lanes.FLOAT, 1).sub(out);
                gradient.mul(out.mul(rest)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Tanh}. */
    static final class Tanh extends VectorActivations {
        Tanh(Activation activation) {
            super(activation);
        }

        @Override
        protected void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.tanh(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)).intoArray(y,
                        yOffset + i);
            }
        }

        @Override
        protected void multiplyBody(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1);
                gradient.mul(out.neg().fma(out, one)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Gelu}. */
    static final class Gelu extends VectorActivations {
        Gelu(Activation activation) {
            super(activation);
        }

        @Override
        protected void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.gelu(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)).intoArray(y,
                        yOffset + i);
            }
        }

        @Override
        protected void multiplyBody(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector derivative = VectorMath
                        .geluDerivative(FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i));
                gradient.mul(derivative).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.GeluTanh}. */
    static final class GeluTanh extends VectorActivations {
        GeluTanh(Activation activation) {
            super(activation);
        }

        @Override
        protected void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.geluTanh(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)).intoArray(y,
                        yOffset + i);
            }
        }

        @Override
        protected void multiplyBody(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector derivative = VectorMath.geluTanhDerivative(
                        FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i));
                gradient.mul(derivative).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Silu}. */
    static final class Silu extends VectorActivations {
        Silu(Activation activation) {
            super(activation);
        }

        @Override
        protected void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.silu(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)).intoArray(y,
                        yOffset + i);
            }
        }

        @Override
        protected void multiplyBody(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector derivative = VectorMath
                        .siluDerivative(FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i));
                gradient.mul(derivative).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Softplus}. */
    static final class Softplus extends VectorActivations {
        Softplus(Activation activation) {
            super(activation);
        }

        @Override
        protected void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.softplus(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)).intoArray(y,
                        yOffset + i);
            }
        }

        @Override
        protected void multiplyBody(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector derivative = VectorMath
                        .sigmoid(FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i));
                gradient.mul(derivative).intoArray(dZ, dZOffset + i);
            }
        }
    }
}
