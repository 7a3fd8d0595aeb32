package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.Floats;
import dev.lanewise.kernel.scalar.FloatFunction;
import dev.lanewise.kernel.scalar.FloatMath;
import dev.lanewise.kernel.scalar.FloatRectifiers;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every lane has the bits of {@link FloatMath}. */
class VectorMathTest {
    private interface VectorFunction {
        FloatVector of(FloatVector x);
    }

    /** The twin of a function, or null where there is none. */
    private static VectorFunction twinOf(FloatFunction function) {
        return switch (function) {
            case EXP_OF_NON_POSITIVE -> VectorMath::expOfNonPositive;
            case EXPM1 -> VectorMath::expm1;
            case LOG1P -> VectorMath::log1p;
            case SIGMOID -> VectorMath::sigmoid;
            case TANH -> VectorMath::tanh;
            case SOFTSIGN -> VectorMath::softsign;
            case SOFTSIGN_DERIVATIVE -> VectorMath::softsignDerivative;
            case HARD_SIGMOID -> VectorMath::hardSigmoid;
            case HARD_SWISH -> VectorRectifiers::hardSwish;
            case HARD_SWISH_DERIVATIVE -> VectorRectifiers::hardSwishDerivative;
            case SELU -> z -> VectorRectifiers.elu(z, FloatRectifiers.SELU_SCALE,
                    FloatRectifiers.SELU_NEGATIVE_SCALE);
            case CELU -> z -> VectorRectifiers.celu(z, 2.7f);
            case SOFTPLUS -> VectorRectifiers::softplus;
            case LOG_SIGMOID -> VectorRectifiers::logSigmoid;
            case SILU -> VectorRectifiers::silu;
            case SILU_DERIVATIVE -> VectorRectifiers::siluDerivative;
            case MISH -> VectorRectifiers::mish;
            case MISH_DERIVATIVE -> VectorRectifiers::mishDerivative;
            case GELU -> VectorRectifiers::gelu;
            case GELU_DERIVATIVE -> VectorRectifiers::geluDerivative;
            case GELU_TANH -> VectorRectifiers::geluTanh;
            case GELU_TANH_DERIVATIVE -> VectorRectifiers::geluTanhDerivative;
            // a row of a softmax takes one logarithm
            case LOG -> null;
        };
    }

    /** Asserts equal bits, all NaNs alike, outside of the function's domain too. */
    private static void check(FloatFunction function, float[] x) {
        checkTwin(function, x, scalar(function, x));
    }

    private static float[] scalar(FloatFunction function, float[] x) {
        float[] values = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = function.of(x[i]);
        }
        return values;
    }

    private static void checkTwin(FloatFunction function, float[] x, float[] expected) {
        VectorFunction twin = twinOf(function);
        if (twin == null) {
            return;
        }
        float[] actual = new float[x.length];
        for (int start = 0; start < x.length; start += Lanes.COUNT) {
            int at = Math.min(start, x.length - Lanes.COUNT);
            twin.of(FloatVector.fromArray(Lanes.FLOAT, x, at)).intoArray(actual, at);
        }
        for (int i = 0; i < x.length; i++) {
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                String what = function + " of " + x[i] + " at " + i;
                assertEquals(Float.toHexString(expected[i]), Float.toHexString(actual[i]), what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void lanesHaveTheBitsOfTheScalarTwinOnEveryExponent(FloatFunction function) {
        check(function, Floats.ofEveryExponent(101));
    }

    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void lanesHaveTheBitsOfTheScalarTwinBetweenUnderflowAndOverflow(FloatFunction function) {
        float[] x = new float[52_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 26_000) * 0.005f;
        }
        check(function, x);
    }

    /**
     * All there is to know of a function: the scalar twin is as close to the reference as it should
     * be, and the vector twin gives its bits. In one test, as the scalar twin takes most of the
     * time.
     */
    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource(FloatFunction.class)
    void everyFloatIsRightAndHasOneResult(FloatFunction function) {
        IntStream.range(0, Floats.BLOCKS).parallel().forEach(block -> {
            float[] x = Floats.block(block);
            float[] values = scalar(function, x);
            function.checkBlock(x, values);
            checkTwin(function, x, values);
        });
    }
}
