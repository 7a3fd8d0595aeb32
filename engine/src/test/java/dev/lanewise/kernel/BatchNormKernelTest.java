package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batch normalization: both twins against each other, formulas in double, and differences. */
class BatchNormKernelTest {
    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();
    private static final List<Kernels> TWINS = List.of(SCALAR, VECTOR);
    private static final int[] ROWS = {1, 2, 3, 16, 33};
    private static final int[] COLUMNS = {0, 1, 3, 4, 5, 8, 10, 15, 16, 17, 31, 32, 33, 64, 101};

    private static double[] column(Slice matrix, int column, int rows, int columns) {
        float[] values = matrix.values();
        return IntStream.range(0, rows).mapToDouble(r -> values[r * columns + column]).toArray();
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).sum() / x.length;
    }

    private static double variance(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
    }

    /** The definition in double precision, for one column. */
    private static double[] forward(double[] x, double gamma, double beta) {
        double mean = mean(x);
        double r = 1 / Math.sqrt(variance(x) + BatchNormPass.EPSILON);
        return Arrays.stream(x).map(v -> gamma * (v - mean) * r + beta).toArray();
    }

    private static double loss(double[] x, double gamma, double beta, double[] dY) {
        double[] y = forward(x, gamma, beta);
        return IntStream.range(0, y.length).mapToDouble(r -> y[r] * dY[r]).sum();
    }

    @Test
    void twinsHaveTheSameBitsWhateverLiesBetweenTheRows() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                String what = rows + " × " + columns;
                long seed = rows + 31L * columns;
                BatchNormPass expected =
                        BatchNormPass.random(seed, rows, columns, columns).run(SCALAR);
                expected.assertNothingElseWritten(what);
                for (Kernels kernels : TWINS) {
                    for (int ld : new int[] {columns, columns + 1, columns + 29}) {
                        BatchNormPass pass =
                                BatchNormPass.random(seed, rows, columns, ld).run(kernels);
                        pass.assertSameBits(expected, kernels.description() + " " + what);
                        pass.assertNothingElseWritten(kernels.description() + " " + what);
                    }
                }
            }
        }
    }

    @Test
    void columnsMayBeSharedOut() {
        for (Kernels kernels : TWINS) {
            BatchNormPass whole = BatchNormPass.random(1, 33, 101, 107).run(kernels);
            BatchNormPass parts = BatchNormPass.random(1, 33, 101, 107);
            for (int from = 0; from < 101; from += 23) {
                parts.run(kernels, from, Math.min(101, from + 23));
            }
            parts.assertSameBits(whole, kernels.description());
        }
    }

    @Test
    void statisticsAndResultsAreTheFormulas() {
        for (int rows : ROWS) {
            int columns = 37;
            BatchNormPass pass = BatchNormPass.random(rows, rows, columns, columns);
            for (Kernels kernels : TWINS) {
                pass.run(kernels);
                float[] statistics = pass.statistics().values();
                float[] parameters = pass.parameters().values();
                for (int c = 0; c < columns; c++) {
                    double[] x = column(pass.x(), c, rows, columns);
                    assertEquals(mean(x), statistics[c], 1e-6, "mean");
                    assertEquals(variance(x), statistics[columns + c], 1e-6, "variance");
                    double[] y = forward(x, parameters[c], parameters[columns + c]);
                    double[] actual = column(pass.y(), c, rows, columns);
                    for (int r = 0; r < rows; r++) {
                        double steep = 1 / Math.sqrt(variance(x) + BatchNormPass.EPSILON);
                        assertEquals(y[r], actual[r], 2e-6 * (1 + steep), rows + " rows");
                    }
                }
            }
        }
    }

    @Test
    void sumsRunOverAscendingRows() {
        int rows = 33;
        int columns = 37;
        BatchNormPass pass = BatchNormPass.random(4, rows, columns, columns);
        float[] x = pass.x().values();
        float[] expected = new float[2 * columns];
        for (int c = 0; c < columns; c++) {
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += x[r * columns + c] - x[c];
            }
            expected[c] = x[c] + sum / rows;
            for (int r = 0; r < rows; r++) {
                float distance = x[r * columns + c] - expected[c];
                expected[columns + c] = Math.fma(distance, distance, expected[columns + c]);
            }
            expected[columns + c] /= rows;
        }
        for (Kernels kernels : TWINS) {
            pass.run(kernels).statistics().assertSameBits(Slice.of(expected), "statistics");
        }
    }

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        double h = 1e-5;
        int columns = 17;
        for (int rows : new int[] {2, 3, 16}) {
            BatchNormPass pass = BatchNormPass.random(rows, rows, columns, columns);
            float[] parameters = pass.parameters().values();
            for (Kernels kernels : TWINS) {
                pass.run(kernels);
                for (int c = 0; c < columns; c++) {
                    double[] x = column(pass.x(), c, rows, columns);
                    double[] dY = column(pass.dY(), c, rows, columns);
                    double[] dX = column(pass.dX(), c, rows, columns);
                    double gamma = parameters[c];
                    for (int r = 0; r < rows; r++) {
                        double[] above = x.clone();
                        double[] below = x.clone();
                        above[r] += h;
                        below[r] -= h;
                        double slope =
                                (loss(above, gamma, 0, dY) - loss(below, gamma, 0, dY)) / (2 * h);
                        double steep = 1 / Math.sqrt(variance(x) + BatchNormPass.EPSILON);
                        assertEquals(slope, dX[r], 1e-5 * (1 + steep), rows + " rows, dX");
                    }
                    float[] gradients = pass.gradients().values();
                    double dGamma = loss(x, gamma + 1, 0, dY) - loss(x, gamma, 0, dY);
                    double dBeta = loss(x, gamma, 1, dY) - loss(x, gamma, 0, dY);
                    assertEquals(dGamma, gradients[c], 2e-5, "dGamma");
                    assertEquals(dBeta, gradients[columns + c], 2e-5, "dBeta");
                }
            }
        }
    }

    @Test
    void resultsMayTakeThePlaceOfInputs() {
        for (int columns : new int[] {1, 16, 37}) {
            for (Kernels kernels : TWINS) {
                BatchNormPass pass = BatchNormPass.random(2, 9, columns, columns + 3).run(kernels);
                Slice y = pass.x().copy();
                pass.normalize(kernels, y, null, y, 0, columns);
                pass.together(y).assertSameBits(pass.together(pass.y()), "y in x, nothing kept");
                Slice kept = pass.x().copy();
                pass.normalize(kernels, pass.y(), kept, kept, 0, columns);
                pass.together(kept).assertSameBits(pass.together(pass.normalized()), "in x");
                Slice dX = pass.dY().copy();
                pass.inputGradient(kernels, dX, dX, 0, columns);
                pass.together(dX).assertSameBits(pass.together(pass.dX()), "dX in dY");
            }
        }
    }

    @Test
    void oneRowAndConstantColumnsHaveVarianceZeroAndGiveBeta() {
        for (int rows : new int[] {1, 3, 100}) {
            for (float value : new float[] {0.1f, -7e5f, 3e38f}) {
                int columns = 37;
                float[] x = new float[rows * columns];
                Arrays.fill(x, value);
                Slice parameters = Slice.random(1, 2 * columns, 1);
                Slice dY = Slice.random(2, rows * columns, 1);
                for (Kernels kernels : TWINS) {
                    BatchNormPass pass =
                            BatchNormPass.of(rows, columns, Slice.of(x), parameters, dY)
                                    .run(kernels);
                    float[] y = pass.y().values();
                    float[] statistics = pass.statistics().values();
                    for (int c = 0; c < columns; c++) {
                        assertEquals(value, statistics[c]);
                        assertEquals(0f, statistics[columns + c]);
                        assertEquals(parameters.values()[columns + c], y[c]);
                        float dX = pass.dX().values()[c];
                        assertTrue(rows == 1 ? dX == 0 : Float.isFinite(dX), "dX " + dX);
                    }
                }
            }
        }
    }

    @Test
    void aMeanFarFromZeroCostsNoAccuracy() {
        int rows = 1000;
        int columns = 17;
        float[] x = new float[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = 100_000 + (i * 37 % 101) / 64f;
        }
        for (Kernels kernels : TWINS) {
            BatchNormPass pass =
                    BatchNormPass.of(rows, columns, Slice.of(x), Slice.random(1, 2 * columns, 1),
                            Slice.random(2, x.length, 1)).run(kernels);
            for (int c = 0; c < columns; c++) {
                double expected = variance(column(Slice.of(x), c, rows, columns));
                assertEquals(expected, pass.statistics().values()[columns + c], 1e-4 * expected);
            }
        }
    }

    @Test
    void runningValuesMoveTowardsThoseOfTheBatch() {
        for (int columns : COLUMNS) {
            Slice running = Slice.random(1, columns, 2);
            Slice value = Slice.random(2, columns, 2);
            for (float momentum : new float[] {0f, 0.1f, 1f}) {
                float factor = 8f / 7;
                float[] expected = running.values();
                for (int c = 0; c < columns; c++) {
                    float share = momentum * (value.values()[c] * factor);
                    expected[c] = Math.fma(1 - momentum, expected[c], share);
                }
                for (Kernels kernels : TWINS) {
                    Slice tracked = running.copy();
                    kernels.batchNorm().track(
                            tracked.array(), tracked.offset(), value.array(), value.offset(),
                            columns, momentum, factor);
                    tracked.assertSameBits(Slice.of(expected), kernels.description());
                    tracked.assertCanaries(kernels.description());
                }
            }
        }
    }

    @Test
    void parameterGradientsAreAddedToWhatIsThereIfWanted() {
        int columns = 37;
        BatchNormPass pass = BatchNormPass.random(8, 5, columns, columns);
        for (Kernels kernels : TWINS) {
            pass.run(kernels);
            Slice start = Slice.random(3, 2 * columns, 9);
            float[] expected = start.values();
            for (int i = 0; i < 5 * columns; i++) {
                float gradient = pass.dY().values()[i];
                float value = pass.normalized().values()[i];
                int c = i % columns;
                expected[c] = Math.fma(gradient, value, expected[c]);
                expected[columns + c] += gradient;
            }
            kernels.layerNorm().parameterGradients(
                    start.array(), start.offset(), start.offset() + columns, pass.dY().array(),
                    pass.dY().offset(), pass.normalized().array(), pass.normalized().offset(),
                    columns, 5, columns, true);
            start.assertSameBits(Slice.of(expected), kernels.description());
        }
    }
}
