package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Both twins of the column sums against a loop over ascending rows: equal bits. */
class ColumnSumsTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] ROWS = {0, 1, 2, 3, 16, 33, 301};

    /** Widths around every number of lanes and every group of four vectors, and a wide one. */
    private static final int[] COLUMNS =
            IntStream.concat(
                    IntStream.of(0, 1, 2, 2053),
                    IntStream.of(4, 8, 12, 16, 20, 32, 48, 64, 80, 128)
                            .flatMap(n -> IntStream.rangeClosed(n - 1, n + 1)))
                    .toArray();

    private static Slice definition(Slice start, Slice z, int columns) {
        float[] sums = start.values();
        float[] values = z.values();
        for (int i = 0; i < values.length; i++) {
            sums[i % columns] += values[i];
        }
        return Slice.of(sums);
    }

    private static void sum(
            Kernels kernels, Slice sums, Slice z, int ld, int rows, int columns,
            boolean accumulate) {
        kernels.columnSums().sum(
                sums.array(), sums.offset(), z.array(), z.offset(), ld, rows, columns, accumulate);
    }

    @Test
    void sumsRunOverAscendingRowsWhateverLiesBetweenThem() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                Slice z = Slice.random(rows + 7L * columns, rows * columns, 4);
                Slice expected = definition(Slice.of(new float[columns]), z, columns);
                for (Kernels kernels : TWINS) {
                    for (int gap : new int[] {0, 1, 16, 29}) {
                        String what = kernels.description() + " " + rows + " × " + columns;
                        Slice apart = z.spread(rows, columns, columns + gap);
                        Slice before = apart.copy();
                        Slice sums = Slice.ofNaN(columns);
                        sum(kernels, sums, apart, columns + gap, rows, columns, false);
                        sums.assertSameBits(expected, what);
                        sums.assertCanaries(what);
                        apart.assertSameBits(before, what + ": z is only read");
                    }
                }
            }
        }
    }

    @Test
    void sumsThatAreThereAreTakenUpBeforeTheFirstRow() {
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                Slice z = Slice.random(rows + 7L * columns, rows * columns, 4);
                Slice start = Slice.random(columns, columns, 1000);
                Slice expected = definition(start, z, columns);
                for (Kernels kernels : TWINS) {
                    String what = kernels.description() + " " + rows + " × " + columns;
                    Slice sums = start.copy();
                    sum(kernels, sums, z, columns, rows, columns, true);
                    sums.assertSameBits(expected, what);
                    sums.assertCanaries(what);
                }
            }
        }
    }

    /** A sum that starts from +0 never comes to -0; one that is taken up from -0 may. */
    @Test
    void signsOfZeroAndSpecialValuesAreThoseOfAdditions() {
        float[] column = {-0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.MAX_VALUE, 1e-20f};
        for (Kernels kernels : TWINS) {
            for (float value : column) {
                for (boolean accumulate : new boolean[] {false, true}) {
                    float[] z = new float[2 * 37];
                    java.util.Arrays.fill(z, value);
                    float[] sums = new float[37];
                    java.util.Arrays.fill(sums, -0f);
                    kernels.columnSums().sum(sums, 0, z, 0, 37, 2, 37, accumulate);
                    float expected = (accumulate ? -0f : 0f) + value + value;
                    for (float sum : sums) {
                        assertEquals(
                                Float.floatToRawIntBits(expected), Float.floatToRawIntBits(sum));
                    }
                }
            }
        }
    }

    @Test
    void anyNumberOfEmptyRowsIsDoneAtOnce() {
        float[] none = {};
        for (Kernels kernels : TWINS) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(1),
                    () -> kernels.columnSums().sum(
                            none, 0, none, 0, 0, Integer.MAX_VALUE, 0, false));
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        for (Kernels kernels : TWINS) {
            ColumnSums kernel = kernels.columnSums();
            float[] sums = {7, 7};
            float[] z = new float[6];
            expect("rows is -1", () -> kernel.sum(sums, 0, z, 0, 2, -1, 2, false));
            expect("columns is -1", () -> kernel.sum(sums, 0, z, 0, 2, 3, -1, false));
            expect("sums has 2 elements", () -> kernel.sum(sums, 1, z, 0, 2, 3, 2, false));
            expect("z has 6 elements", () -> kernel.sum(sums, 0, z, 1, 2, 3, 2, false));
            expect("leading dimension of z is 1", () -> kernel.sum(sums, 0, z, 0, 1, 3, 2, false));
            Slice.of(sums).assertSameBits(Slice.of(7, 7), kernels.description());
        }
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }
}
