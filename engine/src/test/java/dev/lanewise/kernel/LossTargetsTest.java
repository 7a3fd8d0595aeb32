package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Class indices are the targets that could make a kernel write outside of its slice. */
class LossTargetsTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int ROWS = 300;
    private static final int COLUMNS = 10;

    @Test
    void wrongClassIndexIsNamedBeforeAnythingIsWritten() {
        float[] wrong = {
            10f,
            12f,
            -1f,
            0.5f,
            -0.5f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            0x1p31f,
            -0x1p31f
        };
        for (Kernels twin : TWINS) {
            LossKernel kernel = twin.loss(new LossFunction.SoftmaxOfIndices());
            for (float index : wrong) {
                for (int row : new int[] {0, ROWS - 1}) {
                    Slice targets = Slice.of(new float[ROWS]);
                    targets.array()[targets.offset() + row] = index;
                    Slice dZ = Slice.ofNaN(ROWS * COLUMNS);
                    Slice before = dZ.copy();
                    IllegalArgumentException error =
                            assertThrows(
                                    IllegalArgumentException.class, () -> run(kernel, dZ, targets));
                    assertEquals(
                            "target of row " + row + " is " + index
                                    + ", expected a class index, a whole number from 0 to 9",
                            error.getMessage());
                    dZ.assertCanaries(twin.description());
                    dZ.assertSameBits(before, twin.description());
                }
            }
        }
    }

    @Test
    void firstAndLastClassAreAccepted() {
        for (Kernels twin : TWINS) {
            LossKernel kernel = twin.loss(new LossFunction.SoftmaxOfIndices());
            for (float index : new float[] {0f, -0f, COLUMNS - 1}) {
                Slice targets = Slice.of(new float[ROWS]);
                targets.array()[targets.offset()] = index;
                assertDoesNotThrow(() -> run(kernel, Slice.ofNaN(ROWS * COLUMNS), targets));
            }
        }
    }

    private static void run(LossKernel kernel, Slice dZ, Slice targets) {
        Slice z = Slice.random(1, ROWS * COLUMNS, 2f);
        kernel.valueAndGradient(
                dZ.array(),
                dZ.offset(),
                z.array(),
                z.offset(),
                targets.array(),
                targets.offset(),
                ROWS,
                COLUMNS,
                1f);
    }
}
