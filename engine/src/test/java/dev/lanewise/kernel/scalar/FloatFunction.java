package dev.lanewise.kernel.scalar;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Every function of {@link FloatMath} and {@link FloatRectifiers} with a reference in double
 * precision, the error that its documentation allows, and its domain.
 */
public enum FloatFunction {
    EXP_OF_NON_POSITIVE(
            FloatMath::expOfNonPositive,
            Math::exp,
            ulps(1),
            Float.NEGATIVE_INFINITY,
            0),
    EXPM1(FloatMath::expm1, Math::expm1, ulps(2)),
    LOG(FloatMath::log, Math::log, ulps(1)),
    LOG1P(FloatMath::log1p, Math::log1p, ulps(2), 0, 1),
    SIGMOID(FloatMath::sigmoid, FloatFunction::sigma, ulps(2)),
    TANH(FloatMath::tanh, Math::tanh, ulps(2)),
    SOFTSIGN(
            FloatMath::softsign,
            z -> Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z)),
            ulps(2)),
    SOFTSIGN_DERIVATIVE(
            FloatMath::softsignDerivative,
            z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z))),
            ulps(4)),
    HARD_SIGMOID(FloatMath::hardSigmoid, z -> Math.clamp(z + 3, 0, 6) / 6, ulps(2)),
    HARD_SWISH(
            FloatRectifiers::hardSwish,
            z -> limits(z, -0.0, Double.POSITIVE_INFINITY, z * (Math.clamp(z + 3, 0, 6) / 6)),
            ulps(3)),
    HARD_SWISH_DERIVATIVE(
            FloatRectifiers::hardSwishDerivative,
            z -> z >= 3 ? 1 : (z + 1.5) / 3,
            ulps(2),
            Math.nextUp(-3f),
            Float.POSITIVE_INFINITY),
    SELU(
            z -> FloatRectifiers.elu(z, FloatRectifiers.SELU_SCALE,
                    FloatRectifiers.SELU_NEGATIVE_SCALE),
            z -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z)),
            ulps(2)),
    CELU(
            z -> FloatRectifiers.celu(z, 2.7f),
            z -> z > 0 ? z : 2.7f * Math.expm1(z / 2.7f),
            ulps(3)),
    SOFTPLUS(
            FloatRectifiers::softplus,
            z -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
            ulps(2)),
    LOG_SIGMOID(
            FloatRectifiers::logSigmoid,
            z -> Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z))),
            ulps(2)),
    SILU(
            FloatRectifiers::silu,
            z -> limits(z, -0.0, Double.POSITIVE_INFINITY, z / (1 + Math.exp(-z))),
            ulps(2)),
    SILU_DERIVATIVE(
            FloatRectifiers::siluDerivative,
            z -> limits(z, 0, 1, sigma(z) * (1 + z * sigma(-z))),
            (_, _) -> 3e-7),
    MISH(
            FloatRectifiers::mish,
            z -> limits(z, -0.0, Double.POSITIVE_INFINITY, z * tanhOfSoftplus(z)),
            ulps(2)),
    MISH_DERIVATIVE(
            FloatRectifiers::mishDerivative,
            z -> limits(z, 0, 1, mishDerivative(z)),
            (_, _) -> 3e-7),
    GELU(
            FloatRectifiers::gelu,
            z -> limits(z, -0.0, Double.POSITIVE_INFINITY, z * distribution(z)),
            // from 4 on, half the distance of two floats is more than 2e-7
            (_, y) -> Math.max(2e-7, Math.ulp((float) y) / 2 + 5e-8)),
    GELU_DERIVATIVE(
            FloatRectifiers::geluDerivative,
            z -> limits(z, 0, 1, distribution(z) + z * density(z)),
            (_, _) -> 2e-7),
    GELU_TANH(
            FloatRectifiers::geluTanh,
            z -> limits(z, -0.0, Double.POSITIVE_INFINITY, z * sigma(geluArgument(z))),
            (z, _) -> 2e-7 * Math.max(1, Math.abs(z))),
    GELU_TANH_DERIVATIVE(
            FloatRectifiers::geluTanhDerivative,
            z -> limits(z, 0, 1, geluTanhDerivative(z)),
            (_, _) -> 3e-7);

    /** The value of the first float that there is not. */
    private static final double OVERFLOW = 0x1p128;

    private static final double ULP_BELOW_OVERFLOW = 0x1p104;

    private interface Scalar {
        float of(float x);
    }

    private final Scalar function;
    private final DoubleUnaryOperator reference;
    private final DoubleBinaryOperator tolerance;
    private final float low;
    private final float high;

    FloatFunction(
            Scalar function, DoubleUnaryOperator reference, DoubleBinaryOperator tolerance) {
        this(function, reference, tolerance, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    /** The tolerance is of the argument and the reference value; the domain is low to high. */
    FloatFunction(
            Scalar function,
            DoubleUnaryOperator reference,
            DoubleBinaryOperator tolerance,
            float low,
            float high) {
        this.function = function;
        this.reference = reference;
        this.tolerance = tolerance;
        this.low = low;
        this.high = high;
    }

    /** What the scalar twin gives. */
    public float of(float x) {
        return function.of(x);
    }

    double reference(double x) {
        return reference.applyAsDouble(x);
    }

    /** Asserts that the scalar twin is right at x. */
    void check(float x) {
        if (isInDomain(x)) {
            check(x, of(x), reference(x));
        }
    }

    /**
     * Asserts that values are right at neighbouring floats of one exponent, in order. Most are the
     * reference, rounded, and no tolerance is below half an ULP: only the others are looked at.
     */
    public void checkBlock(float[] x, float[] values) {
        double[] expected = Neighbours.valuesOf(reference, x);
        for (int i = 0; i < x.length; i++) {
            int rounded = Float.floatToIntBits((float) expected[i]);
            if (rounded != Float.floatToIntBits(values[i]) && isInDomain(x[i])) {
                check(x[i], values[i], expected[i]);
            }
        }
    }

    /** NaN belongs to every domain. */
    private boolean isInDomain(float x) {
        return Float.compare(x, low) >= 0 && !(x > high);
    }

    /** Where the bound is relative, a zero must have its sign. */
    private void check(float x, float actual, double expected) {
        double bound = tolerance.applyAsDouble(x, clip(expected));
        boolean right;
        if (Double.isNaN(expected) || Float.isNaN(actual)) {
            right = Double.isNaN(expected) && Float.isNaN(actual);
        } else if (Double.isInfinite(expected) || expected == 0 && bound < Float.MIN_NORMAL) {
            right = Double.compare(expected, actual) == 0;
        } else {
            right = Math.abs(clip(actual) - clip(expected)) <= bound;
        }
        if (!right) {
            fail(this + " of " + x + ", " + Float.toHexString(x) + ", is " + actual + ", expected "
                    + expected);
        }
    }

    /** The error of k units in the last place of the float nearest to the reference. */
    private static DoubleBinaryOperator ulps(double k) {
        return (_, y) -> k * Math.min(Math.ulp((float) y), ULP_BELOW_OVERFLOW);
    }

    private static double clip(double y) {
        return Math.clamp(y, -OVERFLOW, OVERFLOW);
    }

    private static double limits(double z, double low, double high, double otherwise) {
        if (Math.abs(z) > 1e4) {
            // so far out the formulas overflow, and the functions are at their limits
            return z < 0 ? low : Math.min(high, Math.max(z, 1));
        }
        return otherwise;
    }

    private static double sigma(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double tanhOfSoftplus(double z) {
        return Math.tanh(Math.log1p(Math.exp(z)));
    }

    private static double mishDerivative(double z) {
        double t = tanhOfSoftplus(z);
        return t + z * (1 - t * t) * sigma(z);
    }

    private static double distribution(double z) {
        return Erfc.value(-z / Math.sqrt(2)) / 2;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double geluArgument(double z) {
        return 2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
    }

    private static double geluTanhDerivative(double z) {
        double v = geluArgument(z);
        double slope = 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
        return sigma(v) * (1 + z * slope * sigma(-v));
    }
}
