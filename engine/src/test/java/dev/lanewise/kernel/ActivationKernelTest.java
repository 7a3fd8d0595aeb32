package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation in both twins: against each other, and against formulas in double. */
class ActivationKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] ROWS = {0, 1, 2, 3, 7, 16, 33, 211};
    private static final int[] COLUMNS = {0, 1, 3, 8, 10, 15, 16, 17, 31, 33, 64, 100, 2053};
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float[] SPECIAL = {
        0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-20f, -1e-20f, 88f, -88f, -104f, 1e30f,
        -1e30f, 3f, -3f, 6f,
        INFINITY, -INFINITY, Float.NaN,
    };

    static List<Activation> activations() {
        return ActivationFormulas.ALL;
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
                double expected = ActivationFormulas.value(activation, sum);
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
                if (!ActivationFormulas.hasKinkNear(x, 2 * step)) {
                    double difference = ActivationFormulas.value(activation, x + step)
                            - ActivationFormulas.value(activation, x - step);
                    double expected = dY.values()[i] * difference / (2 * step);
                    assertEquals(expected, pass.dZ().values()[i], 2e-6, activation + " at " + x);
                }
            }
        }
    }
}
