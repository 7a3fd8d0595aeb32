package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementwise losses made of pieces of lines and parabolas: one sweep without a function. The
 * formulas stand with {@link dev.lanewise.kernel.scalar.ScalarElements}.
 */
final class PiecewiseLosses {
    private PiecewiseLosses() {}

    /** (z − t)². */
    static final class SquaredError implements ElementLoops {
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
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
                d.mul(d).intoArray(loss, i);
                d.mul(2f).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** |z − t|. */
    static final class AbsoluteError implements ElementLoops {
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
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
                FloatVector sign = d.blend(1f, d.compare(VectorOperators.GT, 0f))
                        .blend(-1f, d.lt(0f));
                d.abs().intoArray(loss, i);
                sign.mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** Huber's loss. */
    static final class Huber implements ElementLoops {
        private final float delta;

        Huber(LossFunction.Huber f) {
            delta = f.delta();
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
            float limit = delta;
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
                FloatVector c = d.max(-limit).min(limit);
                c.mul(d.sub(c.mul(0.5f))).intoArray(loss, i);
                c.mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** Huber's loss divided by its limit. */
    static final class SmoothL1 implements ElementLoops {
        private final float beta;

        SmoothL1(LossFunction.SmoothL1 f) {
            beta = f.beta();
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
            float limit = beta;
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
                FloatVector c = d.max(-limit).min(limit);
                FloatVector slope = c.div(limit);
                slope.mul(d.sub(c.mul(0.5f))).intoArray(loss, i);
                slope.mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** max(0, 1 − t·z). */
    static final class Hinge implements ElementLoops {
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
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                FloatVector target = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i);
                FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1f);
                FloatVector h = target.neg().fma(output, one).max(0f);
                VectorMask<Float> inside = h.compare(VectorOperators.GT, 0f);
                h.intoArray(loss, i);
                h.blend(target.neg(), inside).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** max(0, 1 − t·z)². */
    static final class SquaredHinge implements ElementLoops {
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
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector output = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i);
                FloatVector target = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i);
                FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1f);
                FloatVector h = target.neg().fma(output, one).max(0f);
                h.mul(h).intoArray(loss, i);
                target.mul(-2f).mul(h).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }

    /** Pinball loss: each element with the quantile of its column. */
    static final class Quantile implements ElementLoops {
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
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i));
                FloatVector q = FloatVector.fromArray(Lanes.FLOAT, settings, i);
                FloatVector above = FloatVector.broadcast(Lanes.FLOAT, 1f).sub(q);
                VectorMask<Float> positive = d.compare(VectorOperators.GT, 0f);
                FloatVector weight = q.blend(above, positive);
                FloatVector sign = d.blend(1f, positive).blend(-1f, d.lt(0f));
                weight.mul(d.abs()).intoArray(loss, i);
                weight.mul(sign).mul(scale).intoArray(dZ, dZOffset + i);
            }
        }
    }
}
