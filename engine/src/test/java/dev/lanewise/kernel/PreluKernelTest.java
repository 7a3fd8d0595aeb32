package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** PReLU: the formulas are few enough for equal bits with loops of the test's own. */
class PreluKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] ROWS = {0, 1, 2, 7, 33};
    private static final int[] COLUMNS = {0, 1, 3, 4, 5, 8, 10, 15, 16, 17, 31, 32, 33, 64, 101};
    private static final float[] SPECIAL = {
        0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY,
    };

    private static Slice values(long seed, int n) {
        Slice slice = Slice.random(seed, n, 2);
        for (int i = 0; i < n; i += 5) {
            slice.array()[slice.offset() + i] = SPECIAL[i / 5 % SPECIAL.length];
        }
        return slice;
    }

    @Test
    void forwardTakesTheSlopeOfItsColumnUnlessAboveZero() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                Slice z = values(rows, rows * columns);
                Slice a = Slice.random(columns, columns, 1);
                float[] expected = z.values();
                for (int i = 0; i < expected.length; i++) {
                    float slope = expected[i] > 0 ? 1 : a.values()[i % columns];
                    expected[i] = slope * expected[i];
                }
                for (Kernels kernels : TWINS) {
                    for (int ld : new int[] {columns, columns + 13}) {
                        String what = kernels.description() + " " + rows + " × " + columns;
                        Slice apart = z.spread(rows, columns, ld);
                        Slice y = Slice.ofNaN(rows * columns).spread(rows, columns, ld);
                        forward(kernels, y, apart, a, ld, rows, columns);
                        y.assertGaps(columns, ld, what);
                        y.assertCanaries(what);
                        y.gathered(rows, columns, ld).assertSameBits(Slice.of(expected), what);
                        forward(kernels, apart, apart, a, ld, rows, columns);
                        apart.assertSameBits(y, what + " in place");
                    }
                }
            }
        }
    }

    @Test
    void backwardIsTheDerivativeWithTheSlopeAtZero() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                Slice z = values(rows, rows * columns);
                Slice dY = Slice.random(rows + 1, rows * columns, 2);
                Slice a = Slice.random(columns, columns, 1);
                Slice start = Slice.random(columns + 1, columns, 3);
                float[] dZ = dY.values();
                float[] da = new float[columns];
                float[] more = start.values();
                for (int i = 0; i < dZ.length; i++) {
                    int c = i % columns;
                    float value = z.values()[i];
                    if (!(value > 0)) {
                        da[c] = Math.fma(dZ[i], value, da[c]);
                        more[c] = Math.fma(dZ[i], value, more[c]);
                        dZ[i] *= a.values()[c];
                    }
                }
                for (Kernels kernels : TWINS) {
                    for (int ld : new int[] {columns, columns + 13}) {
                        String what = kernels.description() + " " + rows + " × " + columns;
                        Slice kept = z.spread(rows, columns, ld);
                        Slice gradient = dY.spread(rows, columns, ld);
                        Slice slopes = Slice.ofNaN(columns);
                        parameterGradients(kernels, slopes, gradient, kept, ld, rows, false);
                        slopes.assertSameBits(Slice.of(da), what + " da");
                        slopes.assertCanaries(what);
                        Slice added = start.copy();
                        parameterGradients(kernels, added, gradient, kept, ld, rows, true);
                        added.assertSameBits(Slice.of(more), what + " da added");
                        Slice result = Slice.ofNaN(rows * columns).spread(rows, columns, ld);
                        inputGradient(kernels, result, gradient, kept, a, ld, rows);
                        result.assertGaps(columns, ld, what);
                        result.assertCanaries(what);
                        result.gathered(rows, columns, ld).assertSameBits(Slice.of(dZ), what);
                        inputGradient(kernels, gradient, gradient, kept, a, ld, rows);
                        gradient.assertSameBits(result, what + " in place");
                    }
                }
            }
        }
    }

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        float[] z = {-2, -0.5f, 0.25f, 3};
        float[] a = {0.25f};
        float[] ones = {1, 1, 1, 1};
        float h = 0x1p-10f;
        for (Kernels kernels : TWINS) {
            float[] dZ = new float[4];
            float[] da = new float[1];
            PreluKernel kernel = kernels.prelu();
            kernel.inputGradient(dZ, 0, ones, 0, z, 0, a, 0, 1, 4, 1);
            kernel.parameterGradients(da, 0, ones, 0, z, 0, 1, 4, 1, false);
            for (int r = 0; r < 4; r++) {
                float[] above = z.clone();
                float[] below = z.clone();
                above[r] += h;
                below[r] -= h;
                double slope = (sum(kernel, above, a) - sum(kernel, below, a)) / (2 * h);
                assertEquals(slope, dZ[r], 1e-3);
            }
            float[] above = {a[0] + h};
            float[] below = {a[0] - h};
            assertEquals((sum(kernel, z, above) - sum(kernel, z, below)) / (2 * h), da[0], 1e-3);
        }
    }

    private static double sum(PreluKernel kernel, float[] z, float[] a) {
        float[] y = new float[z.length];
        kernel.forward(y, 0, z, 0, a, 0, 1, z.length, 1);
        double sum = 0;
        for (float value : y) {
            sum += value;
        }
        return sum;
    }

    @Test
    void nanIsNotHidden() {
        float[] nan = new float[37];
        float[] ones = new float[37];
        Arrays.fill(nan, Float.NaN);
        Arrays.fill(ones, 1f);
        for (Kernels kernels : TWINS) {
            float[] y = new float[37];
            float[] da = new float[37];
            kernels.prelu().forward(y, 0, nan, 0, ones, 0, 37, 1, 37);
            kernels.prelu().parameterGradients(da, 0, ones, 0, nan, 0, 37, 1, 37, false);
            for (int c = 0; c < 37; c++) {
                assertTrue(Float.isNaN(y[c]) && Float.isNaN(da[c]), kernels.description());
            }
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        float[] six = {7, 7, 7, 7, 7, 7};
        float[] two = {7, 7};
        for (Kernels kernels : TWINS) {
            PreluKernel k = kernels.prelu();
            expect("rows is -1", () -> k.forward(six, 0, six, 0, six, 0, 3, -1, 3));
            expect("y has 2", () -> k.forward(two, 0, six, 0, six, 0, 3, 2, 3));
            expect("z has 2", () -> k.forward(six, 0, two, 0, six, 0, 3, 2, 3));
            expect("a has 2", () -> k.forward(six, 0, six, 0, two, 0, 3, 2, 3));
            expect("leading", () -> k.forward(six, 0, six, 0, six, 0, 2, 2, 3));
            expect("dZ has 2", () -> k.inputGradient(two, 0, six, 0, six, 0, six, 0, 3, 2, 3));
            expect("dY has 2", () -> k.inputGradient(six, 0, two, 0, six, 0, six, 0, 3, 2, 3));
            expect("a has 2", () -> k.inputGradient(six, 0, six, 0, six, 0, two, 0, 3, 2, 3));
            expect("da has 2",
                    () -> k.parameterGradients(two, 0, six, 0, six, 0, 3, 2, 3, false));
            expect("z has 2",
                    () -> k.parameterGradients(six, 0, six, 0, two, 0, 3, 2, 3, false));
        }
        Slice.of(six).assertSameBits(Slice.of(7, 7, 7, 7, 7, 7), "untouched");
        Slice.of(two).assertSameBits(Slice.of(7, 7), "untouched");
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }

    private static void forward(
            Kernels kernels, Slice y, Slice z, Slice a, int ld, int rows, int columns) {
        kernels.prelu().forward(
                y.array(), y.offset(), z.array(), z.offset(), a.array(), a.offset(), ld, rows,
                columns);
    }

    private static void inputGradient(
            Kernels kernels, Slice dZ, Slice dY, Slice z, Slice a, int ld, int rows) {
        kernels.prelu().inputGradient(
                dZ.array(), dZ.offset(), dY.array(), dY.offset(), z.array(), z.offset(), a.array(),
                a.offset(), ld, rows, a.length());
    }

    private static void parameterGradients(
            Kernels kernels, Slice da, Slice dY, Slice z, int ld, int rows, boolean accumulate) {
        kernels.prelu().parameterGradients(
                da.array(), da.offset(), dY.array(), dY.offset(), z.array(), z.offset(), ld, rows,
                da.length(), accumulate);
    }
}
