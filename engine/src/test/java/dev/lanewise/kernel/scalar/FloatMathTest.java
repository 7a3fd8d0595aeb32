package dev.lanewise.kernel.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function against double precision, with the errors that its documentation allows. */
class FloatMathTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private interface Scalar {
        float of(float x);
    }

    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void staysWithinItsBoundOnEveryExponent(FloatFunction function) {
        for (float x : Floats.ofEveryExponent(1009)) {
            function.check(x);
        }
    }

    /** More of those arguments where something happens: most exponents are far away from them. */
    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void staysWithinItsBoundBetweenUnderflowAndOverflow(FloatFunction function) {
        for (int i = -130_000; i <= 130_000; i++) {
            function.check(i * 0.001f);
            function.check(i * 0.0001f);
        }
    }

    /** What the run over every float counts on: one value in 64 is computed. */
    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void theReferenceAtNeighboursIsTheReference(FloatFunction function) {
        for (int block = 5; block < Floats.BLOCKS; block += 1009) {
            float[] x = Floats.block(block);
            double[] values = Neighbours.valuesOf(function::reference, x);
            for (int i = block % 61; i < x.length; i += 1009) {
                double expected = function.reference(x[i]);
                double ulp = Math.ulp((float) expected);
                double tolerance = Double.isFinite(expected) ? ulp * 0x1p-10 : 0;
                assertEquals(expected, values[i], tolerance, function + " of " + x[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void nanGivesNan(FloatFunction function) {
        assertTrue(Float.isNaN(function.of(Float.NaN)));
        assertTrue(Float.isNaN(function.of(Float.intBitsToFloat(0xffc0_1234))));
    }

    @Test
    void zerosKeepTheirSign() {
        Scalar[] functions = {
            FloatMath::expm1, FloatMath::tanh, FloatRectifiers::silu, FloatRectifiers::gelu,
            FloatRectifiers::geluTanh, FloatRectifiers::mish, FloatRectifiers::hardSwish,
            FloatMath::softsign, z -> FloatRectifiers.elu(z, 1.05f, 1.76f),
            z -> FloatRectifiers.celu(z, 0.3f),
        };
        for (Scalar function : functions) {
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
        assertEquals(INFINITY, FloatRectifiers.softplus(INFINITY));
        assertEquals(0f, FloatRectifiers.softplus(-INFINITY));
        assertEquals(INFINITY, FloatRectifiers.silu(INFINITY));
        assertEquals(-0f, FloatRectifiers.silu(-INFINITY));
        assertEquals(INFINITY, FloatRectifiers.gelu(INFINITY));
        assertEquals(-0f, FloatRectifiers.gelu(-INFINITY));
        assertEquals(INFINITY, FloatRectifiers.geluTanh(INFINITY));
        assertEquals(-0f, FloatRectifiers.geluTanh(-INFINITY));
        assertEquals(INFINITY, FloatRectifiers.mish(INFINITY));
        assertEquals(-0f, FloatRectifiers.mish(-INFINITY));
        assertEquals(INFINITY, FloatRectifiers.hardSwish(INFINITY));
        assertEquals(-0f, FloatRectifiers.hardSwish(-INFINITY));
        assertEquals(0f, FloatRectifiers.logSigmoid(INFINITY));
        assertEquals(-INFINITY, FloatRectifiers.logSigmoid(-INFINITY));
        assertEquals(1f, FloatMath.softsign(INFINITY));
        assertEquals(-1f, FloatMath.softsign(-INFINITY));
        assertEquals(1f, FloatMath.hardSigmoid(INFINITY));
        assertEquals(0f, FloatMath.hardSigmoid(-INFINITY));
        assertEquals(-0.3f, FloatRectifiers.celu(-INFINITY, 0.3f));
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
        assertEquals(0.5f, FloatRectifiers.geluDerivative(0));
        assertEquals(0.5f, FloatRectifiers.siluDerivative(0));
        assertEquals(0.6f, FloatRectifiers.mishDerivative(0));
        assertEquals(0.5f, FloatMath.hardSigmoid(0));
        assertEquals(1f, FloatMath.hardSigmoid(3));
        assertEquals(0f, FloatMath.hardSigmoid(-3));
        assertEquals(-0.375f, FloatRectifiers.hardSwish(-1.5f));
        assertEquals(0f, FloatRectifiers.hardSwishDerivative(-1.5f));
    }

    /** Where z / alpha is no normal number, or alpha none, the result still is what it should be. */
    @Test
    void celuTakesExtremeSettings() {
        assertEquals(-1e-20f, FloatRectifiers.celu(-1e-20f, 1e30f));
        assertEquals(-Float.MIN_VALUE, FloatRectifiers.celu(-Float.MIN_VALUE, Float.MAX_VALUE));
        assertEquals(-Float.MIN_VALUE, FloatRectifiers.celu(-1, Float.MIN_VALUE));
        assertEquals(-Float.MAX_VALUE, FloatRectifiers.celu(-INFINITY, Float.MAX_VALUE));
        assertEquals(1e-30f, FloatRectifiers.celu(1e-30f, 1e20f));
    }
}
