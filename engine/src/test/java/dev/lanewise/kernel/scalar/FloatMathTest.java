package dev.lanewise.kernel.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Floats;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function against double precision, with the errors that its documentation allows. */
class FloatMathTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** The value of the first float that there is not. */
    private static final double OVERFLOW = 0x1p128;

    private static final double ULP_BELOW_OVERFLOW = 0x1p104;

    private interface FloatFunction {
        float of(float x);
    }

    private enum Function {
        EXP_OF_NON_POSITIVE(FloatMath::expOfNonPositive, Math::exp, ulps(1), -INFINITY, 0),
        EXPM1(FloatMath::expm1, Math::expm1, ulps(2)),
        LOG(FloatMath::log, Math::log, ulps(1)),
        LOG1P(FloatMath::log1p, Math::log1p, ulps(2), 0, 1),
        SIGMOID(FloatMath::sigmoid, FloatMathTest::sigma, ulps(2)),
        TANH(FloatMath::tanh, Math::tanh, ulps(2)),
        SOFTPLUS(
                FloatMath::softplus,
                z -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
                ulps(2)),
        SILU(FloatMath::silu, z -> limits(z, -0.0, INFINITY, z / (1 + Math.exp(-z))), ulps(2)),
        SILU_DERIVATIVE(
                FloatMath::siluDerivative,
                z -> limits(z, 0, 1, sigma(z) * (1 + z * sigma(-z))),
                (_, _) -> 3e-7),
        GELU(
                FloatMath::gelu,
                z -> limits(z, -0.0, INFINITY, z * distribution(z)),
                // from 4 on, half the distance of two floats is more than 2e-7
                (_, y) -> Math.max(2e-7, Math.ulp((float) y) / 2 + 5e-8)),
        GELU_DERIVATIVE(
                FloatMath::geluDerivative,
                z -> limits(z, 0, 1, distribution(z) + z * density(z)),
                (_, _) -> 2e-7),
        GELU_TANH(
                FloatMath::geluTanh,
                z -> limits(z, -0.0, INFINITY, z * sigma(geluArgument(z))),
                (z, _) -> 2e-7 * Math.max(1, Math.abs(z))),
        GELU_TANH_DERIVATIVE(
                FloatMath::geluTanhDerivative,
                z -> limits(z, 0, 1, geluTanhDerivative(z)),
                (_, _) -> 3e-7);

        private final FloatFunction function;
        private final DoubleUnaryOperator reference;
        private final DoubleBinaryOperator tolerance;
        private final float low;
        private final float high;

        Function(FloatFunction function, DoubleUnaryOperator reference,
                DoubleBinaryOperator tolerance) {
            this(function, reference, tolerance, -INFINITY, INFINITY);
        }

        /**
         * The tolerance is of the argument and the reference value; the domain ends at low and
         * high.
         */
        Function(
                FloatFunction function,
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

        /** Asserts that the value at x is right; NaN belongs to every domain. */
        void check(float x) {
            if (Float.compare(x, low) < 0 || x > high) {
                return;
            }
            double expected = reference.applyAsDouble(x);
            float actual = function.of(x);
            boolean right;
            if (Double.isNaN(expected) || Float.isNaN(actual)) {
                right = Double.isNaN(expected) && Float.isNaN(actual);
            } else if (expected == 0 || Double.isInfinite(expected)) {
                right = Double.compare(expected, actual) == 0;
            } else {
                double error = Math.abs(clip(actual) - clip(expected));
                right = error <= tolerance.applyAsDouble(x, clip(expected));
            }
            if (!right) {
                assertEquals(expected, actual, 0, this + " of " + x + ", " + Float.toHexString(x));
            }
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

    @ParameterizedTest
    @EnumSource(Function.class)
    void staysWithinItsBoundOnEveryExponent(Function function) {
        for (float x : Floats.ofEveryExponent(1009)) {
            function.check(x);
        }
    }

    /** More of those arguments where something happens: most exponents are far away from them. */
    @ParameterizedTest
    @EnumSource(Function.class)
    void staysWithinItsBoundBetweenUnderflowAndOverflow(Function function) {
        for (int i = -130_000; i <= 130_000; i++) {
            function.check(i * 0.001f);
            function.check(i * 0.0001f);
        }
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource(Function.class)
    void staysWithinItsBoundOnEveryFloat(Function function) {
        IntStream.range(0, Floats.BLOCKS).parallel().forEach(block -> {
            for (float x : Floats.block(block)) {
                function.check(x);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void nanGivesNan(Function function) {
        assertTrue(Float.isNaN(function.function.of(Float.NaN)));
        assertTrue(Float.isNaN(function.function.of(Float.intBitsToFloat(0xffc0_1234))));
    }

    @Test
    void zerosKeepTheirSign() {
        FloatFunction[] functions = {
            FloatMath::expm1, FloatMath::tanh, FloatMath::silu, FloatMath::gelu,
            FloatMath::geluTanh,
        };
        for (FloatFunction function : functions) {
            assertEquals(0, Float.compare(0f, function.of(0f)));
            assertEquals(0, Float.compare(-0f, function.of(-0f)));
        }
    }

    @Test
    void infinitiesGiveLimits() {
        assertEquals(0f, FloatMath.expOfNonPositive(-INFINITY));
        assertEquals(INFINITY, FloatMath.expm1(INFINITY));
        assertEquals(-1f, FloatMath.expm1(-INFINITY));
        assertEquals(INFINITY, FloatMath.log(INFINITY));
        assertEquals(1f, FloatMath.sigmoid(INFINITY));
        assertEquals(0f, FloatMath.sigmoid(-INFINITY));
        assertEquals(1f, FloatMath.tanh(INFINITY));
        assertEquals(-1f, FloatMath.tanh(-INFINITY));
        assertEquals(INFINITY, FloatMath.softplus(INFINITY));
        assertEquals(0f, FloatMath.softplus(-INFINITY));
        assertEquals(INFINITY, FloatMath.silu(INFINITY));
        assertEquals(-0f, FloatMath.silu(-INFINITY));
        assertEquals(INFINITY, FloatMath.gelu(INFINITY));
        assertEquals(-0f, FloatMath.gelu(-INFINITY));
        assertEquals(INFINITY, FloatMath.geluTanh(INFINITY));
        assertEquals(-0f, FloatMath.geluTanh(-INFINITY));
    }

    @Test
    void exactValuesAreExact() {
        assertEquals(1f, FloatMath.expOfNonPositive(0));
        assertEquals(1f, FloatMath.expOfNonPositive(-0f));
        assertEquals(Float.MIN_VALUE, FloatMath.expOfNonPositive(-103.5f));
        assertEquals(0f, FloatMath.log(1));
        assertEquals(-INFINITY, FloatMath.log(0));
        assertEquals(-INFINITY, FloatMath.log(-0f));
        assertTrue(Float.isNaN(FloatMath.log(-Float.MIN_VALUE)));
        assertEquals(0.5f, FloatMath.sigmoid(0));
        assertEquals(Float.MIN_VALUE, FloatMath.tanh(Float.MIN_VALUE));
        assertEquals(-Float.MIN_VALUE, FloatMath.expm1(-Float.MIN_VALUE));
        assertEquals(0.5f, FloatMath.geluDerivative(0));
        assertEquals(0.5f, FloatMath.siluDerivative(0));
    }
}
