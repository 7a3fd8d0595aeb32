package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.common.ActivationLoops;
import jdk.incubator.vector.FloatVector;

/** The loops of the activations that level off on both sides, without a kink. */
final class SigmoidActivations {
    private SigmoidActivations() {}

    /** {@link Activation.Sigmoid}. */
    static final class Sigmoid implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMath.sigmoid(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
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
    static final class Tanh implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMath.tanh(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1);
                gradient.mul(out.neg().fma(out, one)).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Softsign}. */
    static final class Softsign implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMath.softsign(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                gradient.mul(VectorMath.softsignDerivative(x)).intoArray(dZ, dZOffset + i);
            }
        }
    }
}
