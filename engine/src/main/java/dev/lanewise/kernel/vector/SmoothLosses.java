package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import dev.lanewise.kernel.scalar.ScalarElements;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementwise losses made of exponentials and logarithms: a sweep for each, for the reason that
 * {@code LossLoops} gives. A body has no loop of its own beside the sweeps that it calls: C2 could
 * else compile it before them, with all of them in it, and would then box vectors for good. The
 * formulas stand with {@link ScalarElements}.
 */
final class SmoothLosses {
    private SmoothLosses() {}

    /** Binary cross-entropy of logits. */
    static final class BinaryCrossEntropy implements ElementLoops {
        @Override
        public void run(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                float[] settings,
                int n,
                float scale) {
            expOfMinusMagnitude(loss, z, zOffset, n);
            assemble(loss, dZ, dZOffset, z, zOffset, t, tOffset, n, scale);
        }

        /**
         * Loss and gradient; loss comes in as e^−|z|. The logarithm is called first: in a caller's
         * code there are soon too many nodes for C2 to take it in.
         */
        private static void assemble(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                int n,
                float scale) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector e = FloatVector.fromArray(Lanes.FLOAT, loss, i);
                FloatVector log = VectorMath.log1p(e);
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                FloatVector target = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i);
                FloatVector numerator = e.blend(1f, output.compare(VectorOperators.GE, 0f));
                FloatVector sigmoid = numerator.div(e.add(1f));
                FloatVector hinge = output.max(0f).sub(output.mul(target));
                hinge.add(log).intoArray(loss, i);
                sigmoid.sub(target).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** The same with a weight of each column's positive targets. */
    static final class WeightedBinaryCrossEntropy implements ElementLoops {
        @Override
        public void run(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                float[] settings,
                int n,
                float scale) {
            expOfMinusMagnitude(loss, z, zOffset, n);
            assemble(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, n, scale);
        }

        /** Loss and gradient; loss comes in as e^−|z|. */
        private static void assemble(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                float[] settings,
                int n,
                float scale) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector e = FloatVector.fromArray(Lanes.FLOAT, loss, i);
                FloatVector log = VectorMath.log1p(e);
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                FloatVector target = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i);
                FloatVector negative = FloatVector.broadcast(Lanes.FLOAT, 1f).sub(target);
                FloatVector positive =
                        FloatVector.fromArray(Lanes.FLOAT, settings, i).mul(target);
                FloatVector lossOfPositive = output.neg().max(0f).add(log).mul(positive);
                FloatVector lossOfNegative = output.max(0f).add(log).mul(negative);
                VectorMask<Float> up = output.compare(VectorOperators.GE, 0f);
                FloatVector sum = e.add(1f);
                FloatVector above = e.blend(1f, up).div(sum);
                FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1f);
                FloatVector below = one.blend(e, up).div(sum);
                lossOfPositive.add(lossOfNegative).intoArray(loss, i);
                negative.mul(above).sub(positive.mul(below)).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** Poisson's distribution, of logarithms of rates. */
    static final class Poisson implements ElementLoops {
        @Override
        public void run(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                float[] settings,
                int n,
                float scale) {
            expOfMinusMagnitude(loss, z, zOffset, n);
            assemble(loss, dZ, dZOffset, z, zOffset, t, tOffset, n, scale);
        }

        /** Loss and gradient; loss comes in as e^−|z|. */
        private static void assemble(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                int n,
                float scale) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                FloatVector target = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i);
                FloatVector e = FloatVector.fromArray(Lanes.FLOAT, loss, i);
                FloatVector inverse = FloatVector.broadcast(Lanes.FLOAT, 1f).div(e);
                FloatVector rate = e.blend(inverse, output.compare(VectorOperators.GT, 0f));
                target.neg().fma(output, rate).intoArray(loss, i);
                rate.sub(target).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** ln cosh(z − t). */
    static final class LogCosh implements ElementLoops {
        @Override
        public void run(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                float[] settings,
                int n,
                float scale) {
            expm1OfMinusDoubled(loss, z, zOffset, t, tOffset, n);
            assemble(loss, dZ, dZOffset, z, zOffset, t, tOffset, n, scale);
        }

        /** Loss and gradient; loss comes in as e^(−2|z − t|) − 1. */
        private static void assemble(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                int n,
                float scale) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector m = FloatVector.fromArray(Lanes.FLOAT, loss, i);
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
                FloatVector a = d.abs();
                FloatVector e = m.add(1f);
                VectorMask<Float> small =
                        a.compare(VectorOperators.LT, ScalarElements.LOG_COSH_SMALL);
                FloatVector log = VectorMath.log1p(e.blend(m.mul(m).mul(0.25f).div(e), small));
                FloatVector large = a.sub(ScalarElements.LN2).add(log);
                FloatVector magnitude = m.neg().div(m.add(2f));
                VectorMask<Float> below = d.compare(VectorOperators.LT, 0f);
                large.blend(log.mul(0.5f), small).intoArray(loss, i);
                magnitude.blend(magnitude.neg(), below).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** Focal loss of logits; its memory holds e^−|z| and behind it ln(1 + e^−|z|). */
    static final class BinaryFocal implements ElementLoops {
        private final float positiveFactor;
        private final float negativeFactor;
        private final float gamma;
        private float[] memory = {};

        BinaryFocal(LossFunction.BinaryFocal f) {
            positiveFactor = f.positiveFactor();
            negativeFactor = f.negativeFactor();
            gamma = f.gamma();
        }

        @Override
        public void run(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                float[] settings,
                int n,
                float scale) {
            if (memory.length < 2 * n) {
                memory = new float[2 * n];
            }
            expOfMinusMagnitude(memory, z, zOffset, n);
            log1p(memory, n);
            focus(loss, z, zOffset, t, tOffset, n);
            assemble(loss, dZ, dZOffset, z, zOffset, t, tOffset, n, scale);
        }

        private static void log1p(float[] memory, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.log1p(FloatVector.fromArray(Lanes.FLOAT, memory, i))
                        .intoArray(memory, n + i);
            }
        }

        /** f[i] = σ(−x)^γ. */
        private void focus(float[] f, float[] z, int zOffset, float[] t, int tOffset, int n) {
            float[] logs = memory;
            float minusGamma = -gamma;
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMask<Float> positive = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i)
                        .compare(VectorOperators.GT, 0.5f);
                FloatVector x = output.neg().blend(output, positive);
                FloatVector log = FloatVector.fromArray(Lanes.FLOAT, logs, n + i);
                VectorMath.expOfNonPositive(x.max(0f).add(log).mul(minusGamma)).intoArray(f, i);
            }
        }

        /** Loss and gradient; loss comes in as σ(−x)^γ. */
        private void assemble(
                float[] loss,
                float[] dZ,
                int dZOffset,
                float[] z,
                int zOffset,
                float[] t,
                int tOffset,
                int n,
                float scale) {
            float[] kept = memory;
            float factorOfPositive = positiveFactor;
            float factorOfNegative = negativeFactor;
            float power = gamma;
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                VectorMask<Float> positive = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i)
                        .compare(VectorOperators.GT, 0.5f);
                FloatVector x = output.neg().blend(output, positive);
                FloatVector e = FloatVector.fromArray(Lanes.FLOAT, kept, i);
                FloatVector f = FloatVector.fromArray(Lanes.FLOAT, loss, i);
                FloatVector entropy =
                        x.neg().max(0f).add(FloatVector.fromArray(Lanes.FLOAT, kept, n + i));
                VectorMask<Float> up = x.compare(VectorOperators.GE, 0f);
                FloatVector sum = e.add(1f);
                FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1f);
                FloatVector q = one.blend(e, up).div(sum);
                FloatVector rest = e.blend(1f, up).div(sum);
                FloatVector a = FloatVector.broadcast(Lanes.FLOAT, factorOfNegative);
                f.mul(entropy).mul(a.blend(factorOfPositive, positive)).intoArray(loss, i);
                f.mul(rest.mul(power).mul(entropy).add(q)).mul(a.blend(-factorOfPositive, positive))
                        .mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** e[i] = e^−|z[i]|. */
    private static void expOfMinusMagnitude(float[] e, float[] z, int zOffset, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            FloatVector exponent = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i).abs().neg();
            VectorMath.expOfNonPositive(exponent).intoArray(e, i);
        }
    }

    /** m[i] = e^(−2|z[i] − t[i]|) − 1. */
    private static void expm1OfMinusDoubled(
            float[] m, float[] z, int zOffset, float[] t, int tOffset, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                    .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
            VectorMath.expm1(d.abs().mul(-2f)).intoArray(m, i);
        }
    }
}
