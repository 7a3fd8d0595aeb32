package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Layer normalization: both twins against each other, formulas in double, and differences. */
class LayerNormKernelTest {
    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();
    private static final List<Kernels> TWINS = List.of(SCALAR, VECTOR);
    private static final int[] ROWS = {0, 1, 2, 5, 17};

    /** All short rows, and some around the multiples of every number of lanes. */
    private static final int[] COLUMNS =
            IntStream.concat(
                    IntStream.rangeClosed(0, 40),
                    IntStream.of(47, 48, 49, 63, 64, 65, 127, 128, 129, 331))
                    .toArray();

    /** The definition in double precision: loss = Σ y·dY of a row, for differences, and y. */
    private static double[] forward(double[] x, float[] parameters) {
        int n = x.length;
        double mean = Arrays.stream(x).sum() / n;
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / n;
        double r = 1 / Math.sqrt(variance + LayerNormPass.EPSILON);
        double[] y = new double[n];
        for (int j = 0; j < n; j++) {
            y[j] = parameters[j] * (x[j] - mean) * r + parameters[n + j];
        }
        return y;
    }

    private static double loss(double[] x, float[] parameters, float[] dY) {
        double[] y = forward(x, parameters);
        return IntStream.range(0, x.length).mapToDouble(j -> y[j] * dY[j]).sum();
    }

    private static double[] row(float[] matrix, int row, int columns) {
        return IntStream.range(row * columns, (row + 1) * columns)
                .mapToDouble(i -> matrix[i])
                .toArray();
    }

    @Test
    void twinsHaveTheSameBitsAtAwkwardSizes() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                String what = rows + " × " + columns;
                LayerNormPass pass = LayerNormPass.random(rows + 31L * columns, rows, columns);
                LayerNormPass scalar = pass.fresh().run(SCALAR);
                LayerNormPass vector = pass.fresh().run(VECTOR);
                vector.assertSameBits(scalar, what);
                scalar.assertCanaries("scalar " + what);
                vector.assertCanaries("vector " + what);
                pass.cutShort().run(VECTOR).assertSameBits(scalar, what + " at an array's end");
            }
        }
    }

    @Test
    void forwardIsTheFormula() {
        for (int columns : COLUMNS) {
            LayerNormPass pass = LayerNormPass.random(columns, 3, columns);
            for (Kernels kernels : TWINS) {
                float[] y = pass.fresh().run(kernels).y().values();
                for (int row = 0; row < 3; row++) {
                    double[] expected =
                            forward(row(pass.x().values(), row, columns),
                                    pass.parameters().values());
                    for (int j = 0; j < columns; j++) {
                        assertEquals(expected[j], y[row * columns + j], 3e-6, columns + " columns");
                    }
                }
            }
        }
    }

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        double h = 1e-5;
        for (int columns : new int[] {2, 3, 10, 16, 37}) {
            LayerNormPass pass = LayerNormPass.random(columns, 1, columns);
            float[] parameters = pass.parameters().values();
            float[] dY = pass.dY().values();
            double[] x = row(pass.x().values(), 0, columns);
            for (Kernels kernels : TWINS) {
                LayerNormPass run = pass.fresh().run(kernels);
                for (int j = 0; j < columns; j++) {
                    double[] above = x.clone();
                    double[] below = x.clone();
                    above[j] += h;
                    below[j] -= h;
                    double slope = loss(above, parameters, dY) - loss(below, parameters, dY);
                    assertEquals(slope / (2 * h), run.dX().values()[j], 1e-5, "dX " + j);
                }
                for (int p = 0; p < 2 * columns; p++) {
                    float[] above = parameters.clone();
                    float[] below = parameters.clone();
                    above[p] += 0.25f;
                    below[p] -= 0.25f;
                    double slope = loss(x, above, dY) - loss(x, below, dY);
                    double width = (double) above[p] - below[p];
                    assertEquals(slope / width, run.gradients().values()[p], 1e-5, "d" + p);
                }
            }
        }
    }

    @Test
    void sumsHaveSixteenLanesWhateverTheHardware() {
        for (int columns = 1; columns < 100; columns++) {
            float[] a = Slice.random(columns, columns, 1).values();
            float[] b = Slice.random(columns + 1, columns, 1).values();
            float[] sums = new float[16];
            float[] products = new float[16];
            for (int j = 0; j < columns; j++) {
                sums[j % 16] += a[j] - 0.3f;
                products[j % 16] = Math.fma(a[j], b[j], products[j % 16]);
            }
            for (int half = 8; half > 0; half /= 2) {
                for (int l = 0; l < half; l++) {
                    sums[l] += sums[l + half];
                    products[l] += products[l + half];
                }
            }
            float[] wide = Arrays.copyOf(a, columns + 20);
            Arrays.fill(wide, columns, wide.length, Float.NaN);
            for (Kernels kernels : TWINS) {
                LayerNormKernel kernel = kernels.layerNorm();
                assertEquals(sums[0], kernel.sum(a, 0, columns, 0.3f));
                assertEquals(sums[0], kernel.sum(wide, 0, columns, 0.3f));
                assertEquals(products[0], kernel.sumOfProducts(a, 0, b, 0, columns));
                assertEquals(products[0], kernel.sumOfProducts(wide, 0, b, 0, columns));
                assertEquals(products[0], kernel.sumOfProducts(b, 0, wide, 0, columns));
            }
        }
    }

    @Test
    void rowsMayBeSharedOut() {
        LayerNormPass whole = LayerNormPass.random(5, 7, 37);
        for (Kernels kernels : TWINS) {
            LayerNormPass expected = whole.fresh().run(kernels);
            for (int row = 0; row < 7; row++) {
                float[] x = Arrays.copyOfRange(whole.x().values(), row * 37, (row + 1) * 37);
                float[] dY = Arrays.copyOfRange(whole.dY().values(), row * 37, (row + 1) * 37);
                LayerNormPass alone =
                        LayerNormPass.of(1, Slice.of(x), whole.parameters(), Slice.of(dY))
                                .run(kernels);
                for (int j = 0; j < 37; j++) {
                    int at = row * 37 + j;
                    assertEquals(expected.y().values()[at], alone.y().values()[j]);
                    assertEquals(expected.dX().values()[at], alone.dX().values()[j]);
                }
            }
        }
    }

    @Test
    void resultsMayTakeThePlaceOfInputs() {
        for (int columns : new int[] {1, 10, 16, 37, 64}) {
            LayerNormPass pass = LayerNormPass.random(columns, 5, columns);
            for (Kernels kernels : TWINS) {
                String what = kernels.description() + ", " + columns;
                LayerNormPass expected = pass.fresh().run(kernels);
                Slice x = pass.x().copy();
                pass.forward(kernels, x, null, null, x);
                x.assertSameBits(expected.y(), what + ", y in x, nothing kept");
                Slice kept = pass.x().copy();
                Slice y = Slice.ofNaN(5 * columns);
                pass.forward(kernels, y, kept, Slice.ofNaN(5), kept);
                y.assertSameBits(expected.y(), what + ", y");
                kept.assertSameBits(expected.normalized(), what + ", normalized in x");
                Slice gradient = pass.dY().copy();
                expected.inputGradient(kernels, gradient, gradient);
                gradient.assertSameBits(expected.dX(), what + ", dX in dY");
            }
        }
    }

    @Test
    void aConstantRowGivesBetaAndItsGradientStaysFinite() {
        for (float value : new float[] {0.1f, -7e5f, 0f, Float.MAX_VALUE}) {
            for (int columns : new int[] {1, 3, 16, 37}) {
                float[] x = new float[columns];
                Arrays.fill(x, value);
                Slice parameters = Slice.random(1, 2 * columns, 1);
                for (Kernels kernels : TWINS) {
                    LayerNormPass pass =
                            LayerNormPass.of(
                                    1, Slice.of(x), parameters, Slice.random(2, columns, 1))
                                    .run(kernels);
                    float[] beta =
                            Arrays.copyOfRange(parameters.values(), columns, 2 * columns);
                    pass.y().assertSameBits(Slice.of(beta), "y");
                    for (float gradient : pass.dX().values()) {
                        assertTrue(Float.isFinite(gradient), "dX " + gradient);
                    }
                }
            }
        }
    }

    /** Values of a million and more that differ by a thousandth of their spread. */
    @Test
    void aMeanFarFromZeroCostsNoAccuracy() {
        int columns = 301;
        float[] x = new float[columns];
        for (int j = 0; j < columns; j++) {
            x[j] = 1_000_000 + (j * 37 % 101) / 16f;
        }
        Slice parameters = Slice.random(3, 2 * columns, 1);
        double[] expected = forward(row(x, 0, columns), parameters.values());
        for (Kernels kernels : TWINS) {
            float[] y =
                    LayerNormPass.of(1, Slice.of(x), parameters, Slice.random(4, columns, 1))
                            .run(kernels).y().values();
            for (int j = 0; j < columns; j++) {
                assertEquals(expected[j], y[j], 3e-6, kernels.description());
            }
        }
    }

    @Test
    void hugeAndTinyValuesKeepTheirShape() {
        int columns = 37;
        for (float scale : new float[] {1e17f, 1e3f}) {
            Slice x = Slice.random(9, columns, scale);
            Slice parameters = Slice.random(8, 2 * columns, 1);
            double[] expected = forward(row(x.values(), 0, columns), parameters.values());
            for (Kernels kernels : TWINS) {
                float[] y = LayerNormPass.of(1, x.copy(), parameters, Slice.random(4, columns, 1))
                        .run(kernels).y().values();
                for (int j = 0; j < columns; j++) {
                    assertEquals(expected[j], y[j], 3e-6, kernels.description() + scale);
                }
            }
        }
    }

    @Test
    void nanAndInfinityMakeTheirRowNanAndNoOther() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            for (int at : new int[] {0, 5, 20, 36}) {
                LayerNormPass pass = LayerNormPass.random(3, 3, 37);
                pass.x().array()[pass.x().offset() + 37 + at] = value;
                for (Kernels kernels : TWINS) {
                    float[] y = pass.fresh().run(kernels).y().values();
                    for (int i = 0; i < y.length; i++) {
                        assertEquals(i / 37 == 1, Float.isNaN(y[i]), "element " + i);
                    }
                }
            }
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        float[] six = {7, 7, 7, 7, 7, 7};
        float[] two = {7, 7};
        float[] four = {7, 7, 7, 7};
        for (Kernels kernels : TWINS) {
            LayerNormKernel k = kernels.layerNorm();
            expect("rows is -1", () -> forward(k, six, six, two, six, four, -1, 3, 1e-5f));
            expect("columns is -1", () -> forward(k, six, six, two, six, four, 2, -1, 1e-5f));
            expect("y has 2", () -> forward(k, two, six, two, six, six, 2, 3, 1e-5f));
            expect("x has 2", () -> forward(k, six, six, two, two, six, 2, 3, 1e-5f));
            expect("normalized has 2", () -> forward(k, six, two, two, six, six, 2, 3, 1e-5f));
            expect("deviations has 2", () -> forward(k, six, six, two, six, six, 3, 2, 1e-5f));
            expect("deviations is null", () -> forward(k, six, six, null, six, six, 2, 3, 1e-5f));
            expect("deviations is an", () -> forward(k, six, null, two, six, six, 2, 3, 1e-5f));
            expect("gamma has 2", () -> forward(k, six, six, two, six, two, 2, 3, 1e-5f));
            expect("beta has 4", () -> forward(k, six, six, two, six, four, 2, 3, 1e-5f));
            expect("epsilon is 0", () -> forward(k, six, six, two, six, six, 2, 3, 0));
            expect("epsilon is NaN", () -> forward(k, six, six, two, six, six, 2, 3, Float.NaN));
            expect("dX has 2", () -> backward(k, two, six, six, two, four));
            expect("dY has 2", () -> backward(k, six, two, six, two, four));
            expect("normalized has 2", () -> backward(k, six, six, two, two, four));
            expect("deviations has 0", () -> backward(k, six, six, six, new float[0], four));
            expect("gamma has 2", () -> backward(k, six, six, six, two, two));
        }
        for (float[] array : new float[][] {six, two, four}) {
            for (float value : array) {
                assertEquals(7, value);
            }
        }
    }

    private static void forward(
            LayerNormKernel kernel, float[] y, float[] normalized, float[] deviations, float[] x,
            float[] parameters, int rows, int columns, float epsilon) {
        kernel.forward(
                y, 0, normalized, 0, deviations, 0, x, 0, parameters, 0, columns, rows, columns,
                epsilon);
    }

    private static void backward(
            LayerNormKernel kernel, float[] dX, float[] dY, float[] normalized, float[] deviations,
            float[] parameters) {
        kernel.inputGradient(dX, 0, dY, 0, normalized, 0, deviations, 0, parameters, 0, 2, 3);
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }
}
