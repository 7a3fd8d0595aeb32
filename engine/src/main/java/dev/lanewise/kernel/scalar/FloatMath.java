package dev.lanewise.kernel.scalar;

/**
 * Elementary functions in single precision, built from exactly rounded operations only.
 *
 * <p>Each function is one sequence of additions, multiplications, divisions, fused multiply-adds
 * and selections; {@code dev.lanewise.kernel.vector.VectorMath} runs the same sequence on vectors,
 * so both give equal bits on any processor. That is why neither {@code java.lang.Math}'s functions
 * nor the platform's vector mathematics appear: their results may differ from one machine to the
 * next.
 *
 * <p>NaN gives NaN. The error bounds hold for every float; the tagged exhaustive test runs them
 * all.
 *
 * <p><b>Exponentials.</b> x = n·ln 2 + r with whole n and |r| ≤ ln 2 / 2 (W. J. Cody and W. Waite,
 * <i>Software Manual for the Elementary Functions</i>, 1980): n comes from adding a large constant
 * that leaves the whole part in the lowest bits, and ln 2 is split into two floats, so that with
 * fused multiply-adds x − n·high is exact and r is rounded once. Then w = e^r − 1 = r + r²·P(r)
 * with a polynomial of degree 4, and e^x = 2^n·(1 + w). The functions keep n and w apart as long as
 * they can: 2^n is exact, w is small, and a rounding is saved.
 *
 * <p><b>Logarithms.</b> x = 2^e·(1 + f) with 1 + f from √½ to √2, and
 * ln(1 + f) = f − f²/2 + f³·L(f) with a polynomial of degree 8 (S. Moshier's Cephes has the same
 * split).
 *
 * <p>The coefficients are minimax in relative error, by the exchange algorithm of Remez in forty
 * digits; they are rounded to floats one after the other, the others being fitted again each time
 * (J.-M. Muller, <i>Elementary Functions</i>, chapter 3).
 */
public final class FloatMath {
    /** Adding it rounds to a whole number n, with n + 127 in the lowest bits: 1.5·2^23 + 127. */
    private static final float SHIFT = 0x1.8000fep23f;

    private static final float LOG2_E = 0x1.715476p0f;
    private static final float LN2_HIGH = 0x1.62e43p-1f;
    private static final float LN2_LOW = -0x1.05c61p-29f;

    /** Below it, e^x·110 rounds to zero, so that no product with e^x needs a smaller x. */
    static final float LOWEST = -110;

    /** Above it, e^x overflows. */
    private static final float HIGHEST = 89;

    /** Above it, σ rounds to 1. */
    static final float SATURATED = 20;

    private static final float SQRT_HALF = 0x1.6a09e6p-1f;
    /** 1/6, the slope of the hard sigmoid. */
    static final float SIXTH = 0x1.555556p-3f;

    private FloatMath() {}

    /** e^x for x ≤ 0, within 1 ULP, subnormal results included. */
    public static float expOfNonPositive(float x) {
        float bounded = atLeast(x, LOWEST);
        float shifted = shifted(bounded);
        float w = reducedExpm1(bounded, shifted);
        // 2^(n + 64) is normal even where 2^n is not.
        float raised = power(shifted, 64);
        return Math.fma(raised, w, raised) * 0x1p-64f;
    }

    /** e^x − 1 within 2 ULP; exact for zeros of both signs. */
    public static float expm1(float x) {
        float bounded = atMost(atLeast(x, -18), HIGHEST);
        float shifted = shifted(bounded);
        float w = reducedExpm1(bounded, shifted);
        // Half of 2^n, since 2^128 is no float: 2·(2^n/2·w + (2^n/2 − 1/2)).
        float half = power(shifted, -1);
        float result = 2 * Math.fma(half, w, half - 0.5f);
        return Math.abs(x) < 0x1p-24f ? x : result;
    }

    /**
     * ln x within 1 ULP: −∞ at zeros of both signs, NaN below. A softmax takes one a row, and the
     * entropies of KL divergence are rarely wanted, so it has no vector twin.
     */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * 0x1p23f : x;
        int bits = Float.floatToRawIntBits(scaled) - Float.floatToRawIntBits(SQRT_HALF);
        int exponent = bits >> 23;
        float f = Float.intBitsToFloat(Float.floatToRawIntBits(scaled) - (exponent << 23)) - 1;
        float e = (float) exponent - (subnormal ? 23 : 0);
        float result = assembleLog(f, e);
        float positive = x <= Float.MAX_VALUE ? result : x;
        float rest = x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
        return x > 0 ? positive : rest;
    }

    /** ln(1 + x) within 2 ULP for x from +0 to 1 and NaN: what softplus and log-sigmoid need. */
    public static float log1p(float x) {
        // Above √2 − 1, 1 + x = 2·(1 + f) keeps f as small as the polynomial wants it.
        boolean large = x > 0x1.a8279ap-2f;
        float f = large ? Math.fma(0.5f, x, -0.5f) : x;
        float e = large ? 1 : 0;
        return assembleLog(f, e);
    }

    /** 1 / (1 + e^−z) within 2 ULP, subnormal results included. */
    public static float sigmoid(float z) {
        return 1 / onePlusExp(-z) * 0x1p-64f;
    }

    /**
     * tanh x within 2 ULP, with the sign of x: 1 − 2 / (1 + e^2|x|), and below 0.55, where the
     * difference would lose bits, x + x³·T(x²) with a polynomial of degree 3.
     */
    public static float tanh(float x) {
        float a = atMost(Math.abs(x), 10);
        float doubled = a + a;
        float shifted = shifted(doubled);
        float w = reducedExpm1(doubled, shifted);
        float power = power(shifted, 0);
        float large = 1 - 2 / Math.fma(power, w, 1 + power);
        float square = a * a;
        float p = 0x1.0db0f4p-6f;
        p = Math.fma(p, square, -0x1.af991ep-5f);
        p = Math.fma(p, square, 0x1.10d038p-3f);
        p = Math.fma(p, square, -0x1.55545ap-2f);
        float small = Math.fma(a * square, p, a);
        return Math.copySign(a < 0.55f ? small : large, x);
    }

    /** z / (1 + |z|) within 2 ULP. */
    public static float softsign(float z) {
        // so far out it is ±1, and ∞/∞ does not arise
        float bounded = atMost(atLeast(z, -0x1p30f), 0x1p30f);
        return bounded / (1 + Math.abs(bounded));
    }

    /** Derivative of {@link #softsign}, 1 / (1 + |z|)², within 4 ULP. */
    public static float softsignDerivative(float z) {
        float root = 1 / (1 + Math.abs(z));
        return root * root;
    }

    /**
     * min(max(z + 3, 0), 6) / 6 within 2 ULP; between 0 and 1, and neither, wherever |z| is below
     * 3.
     *
     * <p>Computed from 3 − |z|, which is exact where it is small: z + 3 would round up to 6.
     */
    public static float hardSigmoid(float z) {
        float rest = atLeast(3 - Math.abs(z), 0) * SIXTH;
        return z > 0 ? 1 - rest : rest;
    }

    /**
     * (1 + e^x)·2^−64 for x bounded to −20 … 110.
     *
     * <p>The factor keeps it normal, and keeps those subnormal quotients right whose divisor it is.
     * 1 + 2^n is taken as a sum of two floats (T. J. Dekker, 1971), so that for large n the 1
     * counts.
     */
    static float onePlusExp(float x) {
        float bounded = atMost(atLeast(x, -SATURATED), -LOWEST);
        float shifted = shifted(bounded);
        float w = reducedExpm1(bounded, shifted);
        float power = power(shifted, -64);
        float sum = 0x1p-64f + power;
        float error = 0x1p-64f - (sum - power);
        return sum + Math.fma(power, w, error);
    }

    /** The whole number nearest to x / ln 2, plus {@link #SHIFT}. */
    static float shifted(float x) {
        return Math.fma(x, LOG2_E, SHIFT);
    }

    /** e^r − 1 for r = x − n·ln 2. */
    static float reducedExpm1(float x, float shifted) {
        float n = shifted - SHIFT;
        float high = Math.fma(n, -LN2_HIGH, x);
        float low = n * -LN2_LOW;
        float r = high + low;
        float p = 0x1.6cd7eap-10f;
        p = Math.fma(p, r, 0x1.122c5ap-7f);
        p = Math.fma(p, r, 0x1.555538p-5f);
        p = Math.fma(p, r, 0x1.5554aap-3f);
        p = Math.fma(p, r, 0.5f);
        return high + Math.fma(r * r, p, low);
    }

    /** e·ln 2 + ln(1 + f): the end of both logarithms. */
    private static float assembleLog(float f, float e) {
        return Math.fma(e, LN2_HIGH, f + Math.fma(f * f, reducedLog(f), e * LN2_LOW));
    }

    /** (ln(1 + f) − f) / f² = f·L(f) − 1/2. */
    private static float reducedLog(float f) {
        float p = 0x1.5c2d3cp-5f;
        p = Math.fma(p, f, -0x1.a9b41cp-4f);
        p = Math.fma(p, f, 0x1.f7ccfap-4f);
        p = Math.fma(p, f, -0x1.03275p-3f);
        p = Math.fma(p, f, 0x1.22cb1cp-3f);
        p = Math.fma(p, f, -0x1.550c24p-3f);
        p = Math.fma(p, f, 0x1.99a6aep-3f);
        p = Math.fma(p, f, -0x1.0000c4p-2f);
        p = Math.fma(p, f, 0x1.555546p-2f);
        return Math.fma(p, f, -0.5f);
    }

    /** 2^(n + offset), which must be a normal number. */
    static float power(float shifted, int offset) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + offset) << 23);
    }

    static float atLeast(float x, float low) {
        return x < low ? low : x;
    }

    static float atMost(float x, float high) {
        return x > high ? high : x;
    }
}
