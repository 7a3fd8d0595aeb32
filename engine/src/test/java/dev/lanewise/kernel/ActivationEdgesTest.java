package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation in both twins where formulas end: infinities, NaN and kinks. */
class ActivationEdgesTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    static List<Activation> activations() {
        return ActivationFormulas.ALL;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void infiniteInputsHaveFiniteGradientsAndLimitsForValues(Activation activation) {
        float[] z = new float[64];
        float[] dY = new float[64];
        for (int i = 0; i < z.length; i++) {
            z[i] = i % 2 == 0 ? INFINITY : -INFINITY;
            dY[i] = 3;
        }
        for (Kernels kernels : TWINS) {
            ActivationPass pass = ActivationPass.ofOneRow(z, dY).run(kernels, activation);
            for (int i = 0; i < z.length; i++) {
                // so far out that a function has reached its limit, or grows without one
                double limit = ActivationFormulas.value(activation, i % 2 == 0 ? 1e40 : -1e40);
                float y = pass.y().values()[i];
                boolean right = Math.abs(limit) > 100
                        ? Float.isInfinite(y)
                        : Math.abs(y - limit) <= 1e-7 * Math.abs(limit);
                assertTrue(right, activation + " of " + z[i] + " is " + y);
                assertTrue(Float.isFinite(pass.dZ().values()[i]),
                        activation + "'s gradient at " + z[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void nanInTheInputIsNotHidden(Activation activation) {
        float[] z = new float[64];
        float[] dY = new float[64];
        Arrays.fill(z, Float.NaN);
        Arrays.fill(dY, 3);
        boolean linear = activation instanceof Activation.Identity
                || activation instanceof Activation.Relu
                || activation instanceof Activation.LeakyRelu
                || activation instanceof Activation.Relu6
                || activation instanceof Activation.HardSigmoid
                || activation.equals(new Activation.Elu(0));
        for (Kernels kernels : TWINS) {
            ActivationPass pass = ActivationPass.ofOneRow(z, dY).run(kernels, activation);
            for (int i = 0; i < z.length; i++) {
                assertTrue(Float.isNaN(pass.y().values()[i]), activation + " hides NaN");
                assertTrue(linear || Float.isNaN(pass.dZ().values()[i]),
                        activation + "' hides NaN");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void nanInTheGradientIsNotHiddenWhereTheDerivativeIsNotZero(Activation activation) {
        float[] z = new float[64];
        float[] dY = new float[64];
        Arrays.fill(z, 0.5f);
        Arrays.fill(dY, Float.NaN);
        for (Kernels kernels : TWINS) {
            for (float dZ : ActivationPass.ofOneRow(z, dY).run(kernels, activation).dZ().values()) {
                assertTrue(Float.isNaN(dZ), activation + " hides a gradient of NaN");
            }
        }
    }

    static Stream<KinkCase> kinks() {
        return Stream.of(
                new KinkCase(Activation.RELU, 0, 0),
                new KinkCase(Activation.LEAKY_RELU, 0, 0.01f),
                new KinkCase(new Activation.LeakyRelu(0), 0, 0),
                new KinkCase(Activation.RELU6, 0, 0),
                new KinkCase(Activation.RELU6, 6, 0),
                new KinkCase(Activation.ELU, 0, 1),
                new KinkCase(new Activation.Elu(2.5f), 0, 2.5f),
                new KinkCase(new Activation.Elu(0), 0, 0),
                new KinkCase(Activation.SELU, 0, 1.7580993f),
                new KinkCase(new Activation.Celu(2.5f), 0, 1),
                new KinkCase(Activation.HARD_SIGMOID, -3, 0),
                new KinkCase(Activation.HARD_SIGMOID, 3, 0),
                new KinkCase(Activation.HARD_SWISH, -3, 0),
                new KinkCase(Activation.HARD_SWISH, 3, 1));
    }

    private record KinkCase(Activation activation, float z, float derivative) {}

    @ParameterizedTest
    @MethodSource("kinks")
    void kinksTakeTheSideThatIsDocumented(KinkCase kink) {
        float[] z = new float[64];
        float[] dY = new float[64];
        Arrays.fill(z, kink.z);
        Arrays.fill(dY, 1);
        for (int i = 1; i < z.length && kink.z == 0; i += 2) {
            z[i] = -0f;
        }
        for (Kernels kernels : TWINS) {
            for (float dZ : ActivationPass.ofOneRow(z, dY).run(kernels, kink.activation).dZ()
                    .values()) {
                assertEquals(kink.derivative, dZ, kink.toString());
            }
        }
    }

    static Stream<KinkCase> insides() {
        return Stream.of(
                new KinkCase(Activation.RELU6, Float.MIN_VALUE, 1),
                new KinkCase(Activation.RELU6, Math.nextDown(6f), 1),
                new KinkCase(Activation.HARD_SIGMOID, Math.nextUp(-3f), 1 / 6f),
                new KinkCase(Activation.HARD_SIGMOID, Math.nextDown(3f), 1 / 6f),
                new KinkCase(Activation.HARD_SWISH, Math.nextUp(-3f), -0.5f),
                new KinkCase(Activation.HARD_SWISH, Math.nextDown(3f), 1.5f));
    }

    /** Where the derivative is taken from y, y must still tell the two sides apart. */
    @ParameterizedTest
    @MethodSource("insides")
    void theFloatNextToAKinkHasTheDerivativeOfItsOwnSide(KinkCase inside) {
        float[] z = new float[64];
        float[] dY = new float[64];
        Arrays.fill(z, inside.z);
        Arrays.fill(dY, 1);
        for (Kernels kernels : TWINS) {
            ActivationPass pass = ActivationPass.ofOneRow(z, dY).run(kernels, inside.activation);
            for (float dZ : pass.dZ().values()) {
                assertEquals(inside.derivative, dZ, 3e-7f, inside.toString());
            }
        }
    }

    static Stream<KinkCase> flatSides() {
        return Stream.of(
                new KinkCase(Activation.RELU, -1, 0),
                new KinkCase(Activation.RELU6, -1, 0),
                new KinkCase(Activation.RELU6, 7, 0),
                new KinkCase(Activation.HARD_SIGMOID, -4, 0),
                new KinkCase(Activation.HARD_SIGMOID, 4, 0),
                new KinkCase(Activation.HARD_SWISH, -4, 0));
    }

    @ParameterizedTest
    @MethodSource("flatSides")
    void anInfiniteGradientIsZeroOnAFlatSide(KinkCase flat) {
        float[] z = new float[64];
        float[] dY = new float[64];
        Arrays.fill(z, flat.z);
        for (int i = 0; i < dY.length; i++) {
            dY[i] = i % 2 == 0 ? INFINITY : Float.NaN;
        }
        for (Kernels kernels : TWINS) {
            ActivationPass pass = ActivationPass.ofOneRow(z, dY).run(kernels, flat.activation);
            for (float dZ : pass.dZ().values()) {
                assertEquals(0f, dZ, flat.toString());
            }
        }
    }
}
