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

/** Softmax and its logarithm: both twins against each other and against formulas in double. */
class SoftmaxKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] ROWS = {0, 1, 2, 7, 130};
    private static final int[] COLUMNS = {1, 2, 3, 4, 5, 8, 10, 15, 16, 17, 31, 33, 100, 2051};
    private static final float MAX = Float.MAX_VALUE;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static Slice softmax(Kernels kernels, Slice z, int columns) {
        return run(kernels, z, columns, false);
    }

    private static Slice logSoftmax(Kernels kernels, Slice z, int columns) {
        return run(kernels, z, columns, true);
    }

    private static Slice run(Kernels kernels, Slice z, int columns, boolean logarithms) {
        Slice y = Slice.ofNaN(z.length());
        run(kernels.softmax(), y, z, columns, logarithms);
        y.assertCanaries(kernels.description());
        return y;
    }

    private static void run(
            SoftmaxKernel kernel, Slice y, Slice z, int columns, boolean logarithms) {
        int rows = z.length() / columns;
        if (logarithms) {
            kernel.logSoftmax(y.array(), y.offset(), z.array(), z.offset(), rows, columns);
        } else {
            kernel.softmax(y.array(), y.offset(), z.array(), z.offset(), rows, columns);
        }
    }

    @Test
    void resultsAreTheFormulasAndTheTwinsAgree() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                String what = rows + " × " + columns;
                Slice z = Slice.random(rows + 31L * columns, rows * columns, 12);
                Slice probabilities = softmax(TWINS.get(0), z, columns);
                Slice logarithms = logSoftmax(TWINS.get(0), z, columns);
                softmax(TWINS.get(1), z, columns).assertSameBits(probabilities, what);
                logSoftmax(TWINS.get(1), z, columns).assertSameBits(logarithms, what);
                for (int row = 0; row < rows; row++) {
                    compare(z.values(), probabilities.values(), logarithms.values(), row, columns);
                }
            }
        }
    }

    private static void compare(
            float[] z, float[] probabilities, float[] logarithms, int row, int columns) {
        double sum = 0;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            sum += Math.exp(z[i]);
        }
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            double expected = Math.exp(z[i]) / sum;
            assertEquals(expected, probabilities[i], 2e-6 * expected, "softmax");
            assertEquals(Math.log(expected), logarithms[i], 4e-6, "logSoftmax");
        }
    }

    @Test
    void theResultMayTakeThePlaceOfTheLogits() {
        for (Kernels kernels : TWINS) {
            for (int columns : COLUMNS) {
                Slice z = Slice.random(columns, 3 * columns, 5);
                for (boolean logarithms : new boolean[] {false, true}) {
                    Slice inPlace = z.copy();
                    run(kernels.softmax(), inPlace, inPlace, columns, logarithms);
                    inPlace.assertSameBits(run(kernels, z, columns, logarithms), "in place");
                }
            }
        }
    }

    @Test
    void extremeLogitsAreRight() {
        for (Kernels kernels : TWINS) {
            for (int columns : new int[] {3, 37}) {
                float[] z = new float[columns];
                float[] probabilities = new float[columns];
                float[] logarithms = new float[columns];
                Arrays.fill(z, -MAX);
                Arrays.fill(logarithms, -INFINITY);
                z[1] = MAX;
                z[2] = 0;
                probabilities[1] = 1;
                logarithms[1] = 0;
                logarithms[2] = -MAX;
                assertRow(kernels, z, probabilities, logarithms);
                Arrays.fill(z, -INFINITY);
                z[1] = -MAX;
                logarithms[2] = -INFINITY;
                assertRow(kernels, z, probabilities, logarithms);
            }
        }
    }

    private static void assertRow(
            Kernels kernels, float[] z, float[] probabilities, float[] logarithms) {
        float[] y = softmax(kernels, Slice.of(z), z.length).values();
        float[] logs = logSoftmax(kernels, Slice.of(z), z.length).values();
        for (int j = 0; j < z.length; j++) {
            assertTrue(probabilities[j] == y[j], kernels.description() + " " + y[j]);
            assertTrue(logarithms[j] == logs[j], kernels.description() + " " + logs[j]);
        }
    }

    /** The probability itself would be 0. */
    @Test
    void logarithmsOfVanishingProbabilitiesAreRight() {
        for (Kernels kernels : TWINS) {
            float[] y = logSoftmax(kernels, Slice.of(0f, -300f, 0f), 3).values();
            assertEquals(-300 - Math.log(2), y[1], 2e-5);
        }
    }

    @Test
    void nanAndRowsWithoutAClassGiveNan() {
        for (Kernels kernels : TWINS) {
            for (float[] z : new float[][] {
                {1, Float.NaN, 2}, {-INFINITY, -INFINITY}, {INFINITY, 0},
            }) {
                for (boolean logarithms : new boolean[] {false, true}) {
                    float[] y = run(kernels, Slice.of(z), z.length, logarithms).values();
                    assertTrue(Float.isNaN(y[0]), Arrays.toString(y));
                }
            }
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        for (Kernels kernels : TWINS) {
            SoftmaxKernel k = kernels.softmax();
            float[] six = {7, 7, 7, 7, 7, 7};
            float[] two = {7, 7};
            expect("rows is -1", () -> k.softmax(six, 0, six, 0, -1, 3));
            expect("columns is 0", () -> k.softmax(six, 0, six, 0, 2, 0));
            expect("y has 2", () -> k.softmax(two, 0, six, 0, 2, 3));
            expect("z has 2", () -> k.logSoftmax(six, 0, two, 0, 2, 3));
            expect("z has 6", () -> k.logSoftmax(six, 0, six, 1, 2, 3));
            Slice.of(six).assertSameBits(Slice.of(7, 7, 7, 7, 7, 7), "untouched");
        }
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }
}
