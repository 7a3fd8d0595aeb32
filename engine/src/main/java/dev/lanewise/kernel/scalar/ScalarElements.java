package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;

/**
 * The elementwise losses, one element after the other: the definition of right. Each loss is a
 * function of an output z, its target t and the setting of its column, which gives two values.
 */
public final class ScalarElements implements ElementLoops {
    /** Below it, sinh²d for log-cosh is at most 1, as {@link FloatMath#log1p} wants it. */
    public static final float LOG_COSH_SMALL = 0.875f;

    /** The natural logarithm of 2. */
    public static final float LN2 = 0x1.62e43p-1f;

    private final Element element;

    /** The loops of a loss. */
    public ScalarElements(LossFunction.Elementwise function) {
        element = elementOf(function);
    }

    private static Element elementOf(LossFunction.Elementwise function) {
        return switch (function) {
            case LossFunction.SquaredError _ -> new SquaredError();
            case LossFunction.AbsoluteError _ -> new AbsoluteError();
            case LossFunction.Huber(float delta) -> new Huber(delta);
            case LossFunction.SmoothL1(float beta) -> new SmoothL1(beta);
            case LossFunction.LogCosh _ -> new LogCosh();
            case LossFunction.BinaryCrossEntropy f -> f.positiveWeights().isEmpty()
                    ? new BinaryCrossEntropy()
                    : new WeightedBinaryCrossEntropy();
            case LossFunction.BinaryFocal f -> new BinaryFocal(f);
            case LossFunction.Poisson _ -> new Poisson();
            case LossFunction.Hinge _ -> new Hinge();
            case LossFunction.SquaredHinge _ -> new SquaredHinge();
            case LossFunction.Quantile _ -> new Quantile();
        };
    }

    /** A loss of one element. */
    private interface Element {
        /** Stores the loss in loss[i] and returns its derivative by z. */
        float derivative(float[] loss, int i, float z, float t, float setting);
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
        run(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, 0, n, scale);
    }

    /** {@link #run} for from ≤ i &lt; to: the tails of the vector twin. */
    public void run(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            float[] settings,
            int from,
            int to,
            float scale) {
        boolean none = settings.length == 0;
        for (int i = from; i < to; i++) {
            float setting = none ? 0f : settings[i];
            dZ[dZOffset + i] =
                    element.derivative(loss, i, z[zOffset + i], t[tOffset + i], setting) * scale;
        }
    }

    /** x bounded to ±limit. */
    private static float bounded(float x, float limit) {
        return Math.min(Math.max(x, -limit), limit);
    }

    /** With d = z − t: d·d and 2·d. */
    private static final class SquaredError implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float d = z - t;
            loss[i] = d * d;
            return 2f * d;
        }
    }

    /** With d = z − t: |d| and its sign, which of 0 is 0. */
    private static final class AbsoluteError implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float d = z - t;
            loss[i] = Math.abs(d);
            return Math.signum(d);
        }
    }

    /** With d = z − t and c = d bounded to ±delta: c·(d − c/2) and c. */
    private static final class Huber implements Element {
        private final float delta;

        Huber(float delta) {
            this.delta = delta;
        }

        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float d = z - t;
            float c = bounded(d, delta);
            loss[i] = c * (d - 0.5f * c);
            return c;
        }
    }

    /** With d and c of Huber's loss, delta being beta: (c/beta)·(d − c/2) and c/beta. */
    private static final class SmoothL1 implements Element {
        private final float beta;

        SmoothL1(float beta) {
            this.beta = beta;
        }

        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float d = z - t;
            float c = bounded(d, beta);
            float slope = c / beta;
            loss[i] = slope * (d - 0.5f * c);
            return slope;
        }
    }

    /**
     * With d = z − t, m = e^−2|d| − 1 and e = 1 + m: |d| − ln 2 + ln(1 + e), and near 0, where the
     * difference would lose its bits, ln(1 + sinh²d)/2 with sinh²d = m²/4e; tanh d = ±m/(2 + m).
     */
    private static final class LogCosh implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float d = z - t;
            float a = Math.abs(d);
            float m = FloatMath.expm1(-2f * a);
            float e = 1f + m;
            boolean small = a < LOG_COSH_SMALL;
            float log = FloatMath.log1p(small ? m * m * 0.25f / e : e);
            loss[i] = small ? 0.5f * log : a - LN2 + log;
            float magnitude = -m / (2f + m);
            return d < 0f ? -magnitude : magnitude;
        }
    }

    /**
     * With e = e^−|z|: (max(z, 0) − z·t) + ln(1 + e) and σ(z) − t, where σ(z) is 1/(1 + e) for z ≥ 0
     * and e/(1 + e) below. Nothing overflows for finite z, and the first bracket is exact for t = 0
     * and t = 1.
     */
    private static final class BinaryCrossEntropy implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float e = FloatMath.expOfNonPositive(-Math.abs(z));
            float sigmoid = (z >= 0f ? 1f : e) / (1f + e);
            loss[i] = Math.max(z, 0f) - z * t + FloatMath.log1p(e);
            return sigmoid - t;
        }
    }

    /**
     * With e = e^−|z|, l = ln(1 + e) and the positive weight w: w·t·(max(−z, 0) + l) + (1 −
     * t)·(max(z, 0) + l), no term of which is negative, and (1 − t)·σ(z) − w·t·σ(−z).
     */
    private static final class WeightedBinaryCrossEntropy implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float e = FloatMath.expOfNonPositive(-Math.abs(z));
            float l = FloatMath.log1p(e);
            float positive = setting * t;
            loss[i] = positive * (Math.max(-z, 0f) + l) + (1f - t) * (Math.max(z, 0f) + l);
            float above = (z >= 0f ? 1f : e) / (1f + e);
            float below = (z >= 0f ? e : 1f) / (1f + e);
            return (1f - t) * above - positive * below;
        }
    }

    /**
     * With x = z for t = 1 and −z for t = 0, and the factor a of that side, q = σ(−x), L = −ln σ(x)
     * and f = q^γ = e^(γ·ln σ(−x)): a·(f·L) and ∓a·f·(γ·(1 − q)·L + q), where L = max(−x, 0) +
     * ln(1 + e^−|x|) and −ln σ(−x) = max(x, 0) + ln(1 + e^−|x|).
     */
    private static final class BinaryFocal implements Element {
        private final float positiveFactor;
        private final float negativeFactor;
        private final float gamma;

        BinaryFocal(LossFunction.BinaryFocal function) {
            positiveFactor = function.positiveFactor();
            negativeFactor = function.negativeFactor();
            gamma = function.gamma();
        }

        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float x = t > 0.5f ? z : -z;
            float e = FloatMath.expOfNonPositive(-Math.abs(z));
            float l = FloatMath.log1p(e);
            float f = FloatMath.expOfNonPositive((Math.max(x, 0f) + l) * -gamma);
            float entropy = Math.max(-x, 0f) + l;
            loss[i] = f * entropy * (t > 0.5f ? positiveFactor : negativeFactor);
            float q = (x >= 0f ? e : 1f) / (1f + e);
            float rest = (x >= 0f ? 1f : e) / (1f + e);
            float slope = f * (rest * gamma * entropy + q);
            return slope * (t > 0.5f ? -positiveFactor : negativeFactor);
        }
    }

    /**
     * e^z − t·z and e^z − t, where e^z is 1/e^−z above 0, since exponentials of what is not
     * positive are all that losses need otherwise.
     */
    private static final class Poisson implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float e = FloatMath.expOfNonPositive(-Math.abs(z));
            float rate = z > 0f ? 1f / e : e;
            loss[i] = Math.fma(-t, z, rate);
            return rate - t;
        }
    }

    /** With h = max(1 − t·z, 0): h, and −t where h is above 0, else 0. */
    private static final class Hinge implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float h = Math.max(Math.fma(-t, z, 1f), 0f);
            loss[i] = h;
            return h > 0f ? -t : h; // NaN stays
        }
    }

    /** With h = max(1 − t·z, 0): h² and −2·t·h. */
    private static final class SquaredHinge implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float h = Math.max(Math.fma(-t, z, 1f), 0f);
            loss[i] = h * h;
            return -2f * t * h;
        }
    }

    /** With d = z − t and w = 1 − q above 0, else q: w·|d|, and w with the sign of d, 0 at 0. */
    private static final class Quantile implements Element {
        @Override
        public float derivative(float[] loss, int i, float z, float t, float setting) {
            float d = z - t;
            float weight = d > 0f ? 1f - setting : setting;
            loss[i] = weight * Math.abs(d);
            return weight * Math.signum(d);
        }
    }
}
