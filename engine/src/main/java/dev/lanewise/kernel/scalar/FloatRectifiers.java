package dev.lanewise.kernel.scalar;

import static dev.lanewise.kernel.scalar.FloatMath.LOWEST;
import static dev.lanewise.kernel.scalar.FloatMath.SATURATED;
import static dev.lanewise.kernel.scalar.FloatMath.atLeast;
import static dev.lanewise.kernel.scalar.FloatMath.atMost;
import static dev.lanewise.kernel.scalar.FloatMath.expOfNonPositive;
import static dev.lanewise.kernel.scalar.FloatMath.expm1;
import static dev.lanewise.kernel.scalar.FloatMath.hardSigmoid;
import static dev.lanewise.kernel.scalar.FloatMath.log1p;
import static dev.lanewise.kernel.scalar.FloatMath.onePlusExp;
import static dev.lanewise.kernel.scalar.FloatMath.power;
import static dev.lanewise.kernel.scalar.FloatMath.reducedExpm1;
import static dev.lanewise.kernel.scalar.FloatMath.shifted;

/**
 * The functions that follow z on one side of zero and level off on the other, and their
 * derivatives, from the parts that {@link FloatMath} has; what is said there holds here too.
 */
public final class FloatRectifiers {
    /** λ of SELU (Klambauer, Unterthiner, Mayr and Hochreiter, 2017): its slope above zero. */
    public static final float SELU_SCALE = 1.0507009873554804934f;

    /** λα of SELU: minus its limit below zero. */
    public static final float SELU_NEGATIVE_SCALE = 1.7580993408473768599f;

    /** Beyond it in both directions, Φ(x) and its relatives are 0 or 1. */
    private static final float NORMAL_LIMIT = 16;

    private static final float INVERSE_SQRT_2_PI = 0x1.988454p-2f;

    /** Twice √(2/π), and the same times 0.044715: the two coefficients of GELU's tanh form. */
    private static final float GELU_LINEAR = 0x1.988454p0f;

    private static final float GELU_CUBIC = 0x1.2444f2p-4f;

    private static final float THIRD = 0x1.555556p-2f;

    private FloatRectifiers() {}

    /** ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|), within 2 ULP. */
    public static float softplus(float z) {
        return Math.max(z, 0) + log1p(expOfNonPositive(-Math.abs(z)));
    }

    /** ln(1 / (1 + e^−z)) = min(z, 0) − ln(1 + e^−|z|), within 2 ULP; 0 at ∞. */
    public static float logSigmoid(float z) {
        return atMost(z, 0) - log1p(expOfNonPositive(-Math.abs(z)));
    }

    /** z / (1 + e^−z) within 2 ULP; −0 at −∞. */
    public static float silu(float z) {
        float bounded = atLeast(z, LOWEST);
        return timesSigmoid(bounded, bounded);
    }

    /** Derivative of {@link #silu}, σ(z)·(1 + z·σ(−z)), with an error of at most 3e-7. */
    public static float siluDerivative(float z) {
        float bounded = atMost(atLeast(z, LOWEST), -LOWEST);
        return timesSigmoidDerivative(bounded, bounded);
    }

    /**
     * z·Φ(z), −0 at −∞.
     *
     * <p>Computed as max(z, 0) − |z|·Φ(−|z|): what is subtracted is at most 0.17, so the error is
     * that of rounding the result plus at most 5e-8, and below 0 it shrinks with the value.
     */
    public static float gelu(float z) {
        float a = atMost(Math.abs(z), NORMAL_LIMIT);
        float tail = expOfNonPositive(-0.5f * a * a) * normalRatio(a);
        return Math.fma(-a, tail, z >= 0 ? z : -0f);
    }

    /**
     * Derivative of {@link #gelu}, Φ(z) + z·φ(z) with the normal density φ; error at most 2e-7.
     *
     * <p>With a = |z| it is d = Φ(−a) − a·φ(a) below 0, and 1 − d above.
     */
    public static float geluDerivative(float z) {
        float a = atMost(Math.abs(z), NORMAL_LIMIT);
        float ratio = Math.fma(-a, INVERSE_SQRT_2_PI, normalRatio(a));
        float below = expOfNonPositive(-0.5f * a * a) * ratio;
        return z >= 0 ? 1 - below : below;
    }

    /**
     * z/2·(1 + tanh(√(2/π)·(z + 0.044715 z³))), −0 at −∞.
     *
     * <p>Since (1 + tanh(v/2))/2 = σ(v), this is z·σ(v) with twice the argument of the tanh. The
     * error is at most 2e-7·max(1, |z|).
     */
    public static float geluTanh(float z) {
        float bounded = atLeast(z, -NORMAL_LIMIT);
        float v = bounded * Math.fma(GELU_CUBIC, bounded * bounded, GELU_LINEAR);
        return timesSigmoid(bounded, v);
    }

    /** Derivative of {@link #geluTanh}, σ(v)·(1 + z·v'·σ(−v)), with an error of at most 3e-7. */
    public static float geluTanhDerivative(float z) {
        float bounded = atMost(atLeast(z, -NORMAL_LIMIT), NORMAL_LIMIT);
        float cubic = GELU_CUBIC * (bounded * bounded);
        float v = bounded * (cubic + GELU_LINEAR);
        return timesSigmoidDerivative(bounded * Math.fma(3, cubic, GELU_LINEAR), v);
    }

    /**
     * z·tanh(ln(1 + e^z)) within 2 ULP; −0 at −∞.
     *
     * <p>Computed as 2z / (D + 1/D) with D = 1 + 2e^−z, which has neither a cancellation nor a
     * logarithm. D is a sum of two floats, as in {@code FloatMath.onePlusExp}, and scaled by 2^−40.
     * Below 0, where the result follows 1/D, the two are not rounded to one before 1/D is added;
     * above, D + 1/D is near its minimum, and a D that is off changes it less than parts that do
     * not match.
     */
    public static float mish(float z) {
        float bounded = atMost(atLeast(z, LOWEST), SATURATED);
        float shifted = shifted(-bounded);
        float w = reducedExpm1(-bounded, shifted);
        float power = power(shifted, -39);
        float high = 0x1p-40f + power;
        float low = Math.fma(power, w, 0x1p-40f - (high - power));
        float d = high + low;
        float inverse = 0x1p-80f / d;
        float sum = z > 0 ? d + inverse : high + (low + inverse);
        return z > SATURATED ? z : bounded / sum * 0x1p-39f;
    }

    /**
     * Derivative of {@link #mish}, with an error of at most 3e-7.
     *
     * <p>With u = e^−|z|, the tanh is N/M and its derivative S/M²: below zero N = u² + 2u,
     * M = N + 2 and S = 4u·(1 + u); above it N = 1 + 2u, M = N + 2u² and S = 4u²·(1 + u). The
     * result is (N + z·S/M) / M.
     */
    public static float mishDerivative(float z) {
        float bounded = atMost(atLeast(z, LOWEST), -LOWEST);
        float u = expOfNonPositive(-Math.abs(bounded));
        float square = u * u;
        boolean positive = z > 0;
        float n = (positive ? 1 : square) + 2 * u;
        float inverse = 1 / (n + 2 * (positive ? square : 1));
        float s = 4 * (positive ? square : u) * (1 + u);
        return inverse * Math.fma(bounded * s, inverse, n);
    }

    /** z·min(max(z + 3, 0), 6) / 6 within 3 ULP; −0 at −∞. */
    public static float hardSwish(float z) {
        return atLeast(z, -3) * hardSigmoid(z);
    }

    /** Derivative of {@link #hardSwish} for z above −3, within 2 ULP: (z + 1.5)/3, from 3 on 1. */
    static float hardSwishDerivative(float z) {
        return z >= 3 ? 1 : (z + 1.5f) * THIRD;
    }

    /**
     * scale·z above zero, negativeScale·(e^z − 1) below: within 2 ULP for the settings of SELU, and
     * with an error of {@link FloatMath#expm1} where both are 1.
     */
    public static float elu(float z, float scale, float negativeScale) {
        return z > 0 ? scale * z : negativeScale * expm1(z);
    }

    /**
     * z above zero, alpha·(e^(z / alpha) − 1) below; the error is that of {@link FloatMath#expm1}
     * where alpha is 1, and at most 3 ULP elsewhere.
     */
    public static float celu(float z, float alpha) {
        float scaled = z / alpha;
        // close to 0 it is z itself, which z / alpha need not be able to hold
        return z > 0 || Math.abs(scaled) < 0x1p-24f ? z : alpha * expm1(scaled);
    }

    /** z·σ(v) = z / (1 + e^−v), for z where |z| is not above 2^60 unless v is above 20. */
    private static float timesSigmoid(float z, float v) {
        return v > SATURATED ? z : z / onePlusExp(-v) * 0x1p-64f;
    }

    /** σ(v)·(1 + s·σ(−v)): the derivative of z·σ(v) for s = z·v'. */
    private static float timesSigmoidDerivative(float s, float v) {
        float u = expOfNonPositive(-Math.abs(v));
        float larger = 1 / (1 + u);
        float smaller = u * larger;
        float sigma = v >= 0 ? larger : smaller;
        float rest = v >= 0 ? smaller : larger;
        return sigma * Math.fma(s, rest, 1);
    }

    /**
     * Φ(−a)·e^(a²/2) for 0 ≤ a ≤ 16: N(s) with s = 0.3a / (1 + 0.3a).
     *
     * <p>The form is close to Hastings' (M. Abramowitz and I. Stegun, <i>Handbook</i>, 26.2.17),
     * whose variable is 1 − s; s is small where a is, and keeps its bits. N has degree 8 and
     * relative error 9e-8 for a up to 14.5, beyond which e^(−a²/2) underflows.
     */
    private static float normalRatio(float a) {
        float scaled = 0.3f * a;
        float s = scaled / (1 + scaled);
        float p = 0x1.3832a8p-5f;
        p = Math.fma(p, s, -0x1.18518p-3f);
        p = Math.fma(p, s, 0x1.e19e7ep-4f);
        p = Math.fma(p, s, 0x1.becf98p-4f);
        p = Math.fma(p, s, -0x1.70bdb8p-5f);
        p = Math.fma(p, s, -0x1.670056p-1f);
        p = Math.fma(p, s, 0x1.72b6cp0f);
        p = Math.fma(p, s, -0x1.546e8p0f);
        return Math.fma(p, s, 0.5f);
    }
}
