package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation in both twins: against each other, against formulas in double, at the edges. */
class ActivationKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] ROWS = {0, 1, 2, 3, 7, 16, 33, 211};
    private static final int[] COLUMNS = {0, 1, 3, 8, 10, 15, 16, 17, 31, 33, 64, 100, 2053};
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float[] SPECIAL = {
        0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-20f, -1e-20f, 88f, -88f, -104f, 1e30f,
        -1e30f,
        INFINITY, -INFINITY, Float.NaN,
    };

    static Stream<Activation> activations() {
        return Stream.of(
                Activation.IDENTITY,
                Activation.RELU,
                Activation.LEAKY_RELU,
                new Activation.LeakyRelu(0),
                new Activation.LeakyRelu(1.5f),
                Activation.ELU,
                new Activation.Elu(0),
                new Activation.Elu(2.5f),
                Activation.SIGMOID,
                Activation.TANH,
                Activation.GELU,
                Activation.GELU_TANH,
                Activation.SILU,
                Activation.SOFTPLUS);
    }

    /** The definition, in double precision and independent of the kernels. */
    private static double value(Activation activation, double z) {
        return switch (activation) {
            case Activation.Identity _ -> z;
            case Activation.Relu _ -> Math.max(z, 0);
            case Activation.LeakyRelu(float slope) -> Math.max(z, 0) + slope * Math.min(z, 0);
            case Activation.Elu(float alpha) -> z > 0 ? z : alpha * Math.expm1(z);
            case Activation.Sigmoid _ -> 1 / (1 + Math.exp(-z));
            case Activation.Tanh _ -> Math.tanh(z);
            case Activation.Gelu _ -> z / 2 * (1 + Erf.value(z / Math.sqrt(2)));
            case Activation.GeluTanh _ -> {
                double inner = Math.sqrt(2 / Math.PI) * (z + 0.044715 * Math.pow(z, 3));
                yield z / 2 * (1 + Math.tanh(inner));
            }
            case Activation.Silu _ -> z / (1 + Math.exp(-z));
            case Activation.Softplus _ -> Math.log(1 + Math.exp(z));
        };
    }

    @ParameterizedTest
    @MethodSource("activations")
    void twinsHaveTheSameBitsAtAwkwardSizes(Activation activation) {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                String what = activation + " " + rows + " × " + columns;
                Slice z = Slice.random(rows + 7L * columns, rows * columns, 6);
                sprinkle(z);
                Slice dZ = Slice.random(rows + 11L * columns, rows * columns, 2);
                Slice bias = Slice.random(columns, columns, 1);
                for (Slice b : new Slice[] {bias, null}) {
                    ActivationPass scalar = ActivationPass.of(z, dZ, b, rows, columns)
                            .run(TWINS.get(0), activation);
                    ActivationPass vector = ActivationPass.of(z, dZ, b, rows, columns)
                            .run(TWINS.get(1), activation);
                    vector.assertSameBits(scalar, what);
                    vector.assertNothingElseWritten(what);
                    scalar.assertNothingElseWritten(what);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void rowsWithGapsBetweenThemHaveTheBitsOfRowsWithout(Activation activation) {
        for (int columns : COLUMNS) {
            int rows = 7;
            Slice z = Slice.random(columns, rows * columns, 6);
            sprinkle(z);
            Slice dZ = Slice.random(11L * columns, rows * columns, 2);
            Slice bias = Slice.random(columns, columns, 1);
            for (Kernels kernels : TWINS) {
                for (Slice b : new Slice[] {bias, null}) {
                    ActivationPass close = ActivationPass.of(z, dZ, b, rows, columns);
                    for (int gap : new int[] {1, 16, 29}) {
                        int ld = columns + gap;
                        String what = activation + " " + columns + " of " + ld;
                        ActivationPass apart = close.spread(ld).run(kernels, activation);
                        apart.assertSameRows(
                                ActivationPass.of(z, dZ, b, rows, columns).run(kernels, activation),
                                what);
                        apart.assertNothingElseWritten(what);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void blocksOfABatchHaveTheBitsOfTheWhole(Activation activation) {
        int rows = 33;
        int ld = 70;
        Slice z = Slice.random(3, rows * ld, 6);
        sprinkle(z);
        Slice bias = Slice.random(4, ld, 1);
        for (Kernels kernels : TWINS) {
            ActivationPass whole = ActivationPass.of(z, z, bias, rows, ld).run(kernels, activation);
            ActivationPass parts = ActivationPass.of(z, z, bias, rows, ld);
            for (int[] block : new int[][] {{8, 32, 25, 38}, {0, 0, 8, 32}, {8, 0, 25, 32},
                {0, 32, 8, 38}}) {
                parts.block(block[0], block[1], block[2], block[3]).run(kernels, activation);
            }
            parts.assertSameBits(whole, activation + " in blocks, " + kernels.description());
        }
    }

    /** Special values here and there, at places that no lane width divides. */
    private static void sprinkle(Slice z) {
        for (int i = 0, at = 5; at < z.length(); i++, at += 23) {
            z.array()[z.offset() + at] = SPECIAL[i % SPECIAL.length];
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void outputMayOverwriteInputWhereTheDerivativeDoesNotNeedIt(Activation activation) {
        if (activation.derivativeNeedsInput()) {
            return;
        }
        Slice z = Slice.random(3, 33 * 70, 6);
        sprinkle(z);
        Slice bias = Slice.random(4, 70, 1);
        for (Kernels kernels : TWINS) {
            ActivationPass apart = ActivationPass.of(z, z, bias, 33, 70).run(kernels, activation);
            ActivationPass one = ActivationPass.of(z, z, bias, 33, 70);
            ActivationPass inPlace =
                    new ActivationPass(one.z(), one.z(), bias, one.dZ(), 33, 70, 70).run(kernels,
                            activation);
            inPlace.y().assertSameBits(apart.y(), activation + " in place");
            inPlace.dZ().assertSameBits(apart.dZ(), activation + " in place, dZ");
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void valuesAreThoseOfTheFormulaAndBiasIsAdded(Activation activation) {
        int rows = 41;
        int columns = 29;
        Slice z = Slice.random(1, rows * columns, 5);
        Slice bias = Slice.random(2, columns, 2);
        for (Kernels kernels : TWINS) {
            ActivationPass pass =
                    ActivationPass.of(z, z, bias, rows, columns).run(kernels, activation);
            for (int i = 0; i < rows * columns; i++) {
                float sum = z.values()[i] + bias.values()[i % columns];
                assertEquals(sum, pass.z().values()[i]);
                double expected = value(activation, sum);
                double tolerance = 3e-7 * Math.max(1, Math.abs(expected));
                assertEquals(expected, pass.y().values()[i], tolerance, activation + " of " + sum);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void gradientsAreThoseOfCentralDifferences(Activation activation) {
        double step = 1e-5;
        Slice z = Slice.random(5, 3000, 7);
        Slice dY = Slice.random(6, 3000, 2);
        for (Kernels kernels : TWINS) {
            ActivationPass pass = ActivationPass.of(z, dY, null, 30, 100).run(kernels, activation);
            for (int i = 0; i < z.length(); i++) {
                double x = z.values()[i];
                if (Math.abs(x) > 2 * step) {
                    double difference = value(activation, x + step) - value(activation, x - step);
                    double expected = dY.values()[i] * difference / (2 * step);
                    assertEquals(expected, pass.dZ().values()[i], 2e-6, activation + " at " + x);
                }
            }
        }
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
                double limit = value(activation, i % 2 == 0 ? 1e5 : -1e5);
                float y = pass.y().values()[i];
                assertTrue(
                        Math.abs(limit) > 100 ? Float.isInfinite(y) : Math.abs(y - limit) < 1e-30);
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
        java.util.Arrays.fill(z, Float.NaN);
        java.util.Arrays.fill(dY, 3);
        boolean linear = activation instanceof Activation.Identity
                || activation instanceof Activation.Relu
                || activation instanceof Activation.LeakyRelu
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
        java.util.Arrays.fill(z, 0.5f);
        java.util.Arrays.fill(dY, Float.NaN);
        for (Kernels kernels : TWINS) {
            for (float dZ : ActivationPass.ofOneRow(z, dY).run(kernels, activation).dZ().values()) {
                assertTrue(Float.isNaN(dZ), activation + " hides a gradient of NaN");
            }
        }
    }

    static Stream<KinkCase> kinks() {
        return Stream.of(
                new KinkCase(Activation.RELU, 0),
                new KinkCase(Activation.LEAKY_RELU, 0.01f),
                new KinkCase(new Activation.LeakyRelu(0), 0),
                new KinkCase(Activation.ELU, 1),
                new KinkCase(new Activation.Elu(2.5f), 2.5f),
                new KinkCase(new Activation.Elu(0), 0));
    }

    private record KinkCase(Activation activation, float derivative) {}

    @ParameterizedTest
    @MethodSource("kinks")
    void theKinkTakesTheSideBelow(KinkCase kink) {
        float[] z = new float[64];
        float[] dY = new float[64];
        java.util.Arrays.fill(dY, 1);
        for (int i = 1; i < z.length; i += 2) {
            z[i] = -0f;
        }
        for (Kernels kernels : TWINS) {
            for (float dZ : ActivationPass.ofOneRow(z, dY).run(kernels, kink.activation).dZ()
                    .values()) {
                assertEquals(kink.derivative, dZ, kink.toString());
            }
        }
    }
}
