package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.Floats;
import dev.lanewise.kernel.scalar.FloatMath;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every lane has the bits of {@link FloatMath}. */
class VectorMathTest {
    private interface FloatFunction {
        float of(float x);
    }

    private interface VectorFunction {
        FloatVector of(FloatVector x);
    }

    private enum Function {
        EXP_OF_NON_POSITIVE(FloatMath::expOfNonPositive, VectorMath::expOfNonPositive),
        EXPM1(FloatMath::expm1, VectorMath::expm1),
        LOG1P(FloatMath::log1p, VectorMath::log1p),
        SIGMOID(FloatMath::sigmoid, VectorMath::sigmoid),
        TANH(FloatMath::tanh, VectorMath::tanh),
        SOFTPLUS(FloatMath::softplus, VectorMath::softplus),
        SILU(FloatMath::silu, VectorMath::silu),
        SILU_DERIVATIVE(FloatMath::siluDerivative, VectorMath::siluDerivative),
        GELU(FloatMath::gelu, VectorMath::gelu),
        GELU_DERIVATIVE(FloatMath::geluDerivative, VectorMath::geluDerivative),
        GELU_TANH(FloatMath::geluTanh, VectorMath::geluTanh),
        GELU_TANH_DERIVATIVE(FloatMath::geluTanhDerivative, VectorMath::geluTanhDerivative);

        private final FloatFunction scalar;
        private final VectorFunction vector;

        Function(FloatFunction scalar, VectorFunction vector) {
            this.scalar = scalar;
            this.vector = vector;
        }

        /** Asserts equal bits, all NaNs alike, outside of the function's domain too. */
        void check(float[] x) {
            float[] actual = new float[Lanes.COUNT];
            for (int start = 0; start < x.length; start += Lanes.COUNT) {
                int at = Math.min(start, x.length - Lanes.COUNT);
                vector.of(FloatVector.fromArray(Lanes.FLOAT, x, at)).intoArray(actual, 0);
                for (int lane = 0; lane < Lanes.COUNT; lane++) {
                    float argument = x[at + lane];
                    float expected = scalar.of(argument);
                    if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual[lane])) {
                        String what = this + " of " + argument + " in lane " + lane;
                        assertEquals(
                                Float.toHexString(expected), Float.toHexString(actual[lane]), what);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void lanesHaveTheBitsOfTheScalarTwinOnEveryExponent(Function function) {
        function.check(Floats.ofEveryExponent(101));
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void lanesHaveTheBitsOfTheScalarTwinBetweenUnderflowAndOverflow(Function function) {
        float[] x = new float[52_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 26_000) * 0.005f;
        }
        function.check(x);
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource(Function.class)
    void lanesHaveTheBitsOfTheScalarTwinOnEveryFloat(Function function) {
        IntStream.range(0, Floats.BLOCKS)
                .parallel()
                .forEach(block -> function.check(Floats.block(block)));
    }
}
