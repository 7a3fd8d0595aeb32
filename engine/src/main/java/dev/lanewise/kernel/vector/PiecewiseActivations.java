package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.common.ActivationLoops;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The loops of the activations made of straight lines and parabolas. */
final class PiecewiseActivations {
    private PiecewiseActivations() {}

    /** {@link Activation.Identity}. */
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

    /** {@link Activation.Relu}. */
    static final class Relu implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            FloatVector zero = FloatVector.broadcast(Lanes.FLOAT, 0f);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                x.blend(zero, x.compare(VectorOperators.LE, zero)).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            FloatVector zero = FloatVector.broadcast(Lanes.FLOAT, 0f);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                VectorMask<Float> flat = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i)
                        .compare(VectorOperators.LE, zero);
                gradient.blend(zero, flat).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.LeakyRelu}. */
    static final class LeakyRelu implements ActivationLoops {
        private final float slope;

        LeakyRelu(Activation.LeakyRelu activation) {
            slope = activation.slope();
        }

        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMask<Float> positive = x.compare(VectorOperators.GT, 0);
                x.mul(slope).blend(x, positive).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                VectorMask<Float> positive =
                        FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i)
                                .compare(VectorOperators.GT, 0);
                gradient.mul(slope).blend(gradient, positive).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.Relu6}. */
    static final class Relu6 implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                FloatVector hinge = x.blend(0, x.compare(VectorOperators.LE, 0));
                hinge.blend(6, x.compare(VectorOperators.GT, 6)).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                VectorMask<Float> flat = out.compare(VectorOperators.LE, 0)
                        .or(out.compare(VectorOperators.GE, 6));
                gradient.blend(0, flat).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.HardSigmoid}. */
    static final class HardSigmoid implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMath.hardSigmoid(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                VectorMask<Float> flat = out.compare(VectorOperators.LE, 0)
                        .or(out.compare(VectorOperators.GE, 1));
                gradient.mul(VectorMath.SIXTH).blend(0, flat).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** {@link Activation.HardSwish}. */
    static final class HardSwish implements ActivationLoops {
        @Override
        public void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorRectifiers.hardSwish(x).intoArray(y, yOffset + i);
            }
        }

        @Override
        public void multiplyByDerivative(
                float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dZ, dZOffset + i);
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, kept, keptOffset + i);
                VectorMask<Float> flat = x.compare(VectorOperators.LE, -3);
                gradient.mul(VectorRectifiers.hardSwishDerivative(x)).blend(0, flat)
                        .intoArray(dZ, dZOffset + i);
            }
        }
    }
}
