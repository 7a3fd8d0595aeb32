package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Shifting and scaling of columns: both twins against a loop of the test's own, equal bits. */
class ScalingKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    @Test
    void everyElementIsShiftedThenScaledByTheFiguresOfItsColumn() {
        for (int rows : new int[] {0, 1, 2, 17}) {
            for (int columns : new int[] {0, 1, 3, 4, 5, 8, 10, 15, 16, 17, 31, 32, 33, 101}) {
                Slice x = Slice.random(columns, rows * columns, 100);
                Slice mean = Slice.random(1, columns, 50);
                Slice inverse = Slice.random(2, columns, 3);
                float[] expected = x.values();
                for (int i = 0; i < expected.length; i++) {
                    int c = i % columns;
                    expected[i] = (expected[i] - mean.values()[c]) * inverse.values()[c];
                }
                for (Kernels kernels : TWINS) {
                    for (int ld : new int[] {columns, columns + 13}) {
                        String what = kernels.description() + " " + rows + " × " + columns;
                        Slice apart = x.spread(rows, columns, ld);
                        Slice y = Slice.ofNaN(rows * columns).spread(rows, columns, ld);
                        standardize(kernels, y, apart, mean, inverse, ld, rows);
                        y.assertGaps(columns, ld, what);
                        y.assertCanaries(what);
                        y.gathered(rows, columns, ld).assertSameBits(Slice.of(expected), what);
                        standardize(kernels, apart, apart, mean, inverse, ld, rows);
                        apart.assertSameBits(y, what + " in place");
                    }
                }
            }
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        float[] six = {7, 7, 7, 7, 7, 7};
        float[] two = {7, 7};
        for (Kernels kernels : TWINS) {
            ScalingKernel k = kernels.scaling();
            expect("rows is -1", () -> k.standardize(six, 0, six, 0, six, 0, six, 0, 3, -1, 3));
            expect("columns is -", () -> k.standardize(six, 0, six, 0, six, 0, six, 0, 3, 2, -3));
            expect("y has 2", () -> k.standardize(two, 0, six, 0, six, 0, six, 0, 3, 2, 3));
            expect("x has 2", () -> k.standardize(six, 0, two, 0, six, 0, six, 0, 3, 2, 3));
            expect("mean has 2", () -> k.standardize(six, 0, six, 0, two, 0, six, 0, 3, 2, 3));
            expect("inverse has 2", () -> k.standardize(six, 0, six, 0, six, 0, two, 0, 3, 2, 3));
            expect("leading", () -> k.standardize(six, 0, six, 0, six, 0, six, 0, 2, 2, 3));
        }
        Slice.of(six).assertSameBits(Slice.of(7, 7, 7, 7, 7, 7), "untouched");
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }

    private static void standardize(
            Kernels kernels, Slice y, Slice x, Slice mean, Slice inverse, int ld, int rows) {
        kernels.scaling().standardize(
                y.array(), y.offset(), x.array(), x.offset(), mean.array(), mean.offset(),
                inverse.array(), inverse.offset(), ld, rows, mean.length());
    }
}
