package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.common.ActivationLoops;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The loops of the activations that are a line above zero and an exponential below. */
final class ExponentialActivations {
    private ExponentialActivations() {}

    /** {@link Activation.Elu} and {@link Activation.Selu}. */
    static final class Elu implements ActivationLoops {
        private final float scale;
        private final float negativeScale;

        Elu(float scale, float negativeScale) {
            this.scale = scale;
            this.negativeScale = negativeScale;
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.elu(x, scale, negativeScale).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                VectorMask<Float> positive = out.compare(VectorOperators.GT, 0);
                FloatVector derivative = out.add(negativeScale).blend(scale, positive);
                gradient.mul(derivative).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Celu}. */
    static final class Celu implements ActivationLoops {
        private final float alpha;

        Celu(Activation.Celu activation) {
            alpha = activation.alpha();
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.celu(x, alpha).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                VectorMask<Float> positive = out.compare(VectorOperators.GT, 0);
                FloatVector derivative = out.add(alpha).div(alpha).blend(1, positive);
                gradient.mul(derivative).intoArray(dZ, dZOffset + i);
            }
        }
    }
}
