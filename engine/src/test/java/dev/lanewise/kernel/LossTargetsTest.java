package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Class indices are the targets that could make a kernel write outside of its slice; rows may be
 * left out by their targets.
 */
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

    @Test
    void wrongClassIndexAmongWeightsAndIgnoredRowsIsNamed() {
        LossFunction indices =
                new LossFunction.SoftmaxOfIndices(List.of(), OptionalInt.of(-1), 0.5f);
        float[] targets = {-1f, 2f, 3f, 0.5f, -2f, 1f}; // with weights
        for (Kernels twin : TWINS) {
            LossKernel kernel = twin.loss(new LossFunction.Weighted(indices));
            float[] z = new float[3 * COLUMNS];
            float[] dZ = new float[3 * COLUMNS];
            String message =
                    "target of row 2 is -2.0, expected a class index, a whole number from 0 to 9,"
                            + " or -1 for a row to be ignored";
            assertError(
                    message,
                    () -> kernel.valueAndGradient(dZ, 0, z, 0, targets, 0, 3, COLUMNS, 1f));
            assertError(message, () -> kernel.weight(targets, 0, 3, COLUMNS));
            assertError(message, () -> kernel.rowLosses(dZ, 0, z, 0, targets, 0, 3, COLUMNS));
            assertArrayEquals(new float[3 * COLUMNS], dZ);
        }
    }

    @Test
    void settingsForAnotherNumberOfColumnsAreRefused() {
        List<Float> three = List.of(0.25f, 0.5f, 0.75f);
        List<LossFunction> functions =
                List.of(
                        new LossFunction.SoftmaxOfIndices(three, OptionalInt.empty(), 0),
                        new LossFunction.SoftmaxOfIndices(three, OptionalInt.empty(), 0.5f),
                        new LossFunction.SoftmaxOfDistributions(three, 0),
                        new LossFunction.SoftmaxFocal(three, 2),
                        new LossFunction.BinaryCrossEntropy(three),
                        new LossFunction.Weighted(new LossFunction.Quantile(three)));
        for (LossFunction function : functions) {
            LossKernel kernel = TWINS.get(0).loss(function);
            float[] z = new float[8];
            assertError(
                    "columns is 2, expected 3, as the loss has a setting for each of so many",
                    () -> kernel.valueAndGradient(new float[8], 0, z, 0, z, 0, 2, 2, 1f));
        }
    }

    /** What the network makes of such rows must not matter: they may be padding. */
    @Test
    void rowsThatDoNotCountLeaveNothingWhateverTheirOutputsAre() {
        List<Float> weights = List.of(0f, 1f, 2f);
        LossFunction ignoring = new LossFunction.SoftmaxOfIndices(weights, OptionalInt.of(7), 0);
        LossFunction smoothing =
                new LossFunction.SoftmaxOfIndices(List.of(), OptionalInt.of(7), 0.25f);
        LossFunction weighted = new LossFunction.Weighted(new LossFunction.SquaredError());
        for (Kernels twin : TWINS) {
            checkNothing(twin.loss(ignoring), 7f, 0f);
            checkNothing(twin.loss(smoothing), 7f, 7f);
            checkNothing(twin.loss(weighted), Float.NaN, 1f, 2f, 0f, 3f, 4f, 5f, 0f);
        }
    }

    private static void checkNothing(LossKernel kernel, float... targets) {
        float[] z = {Float.NaN, 1f, 2f, Float.POSITIVE_INFINITY, 1f, Float.NEGATIVE_INFINITY};
        float[] dZ = z.clone();
        assertEquals(0, kernel.valueAndGradient(dZ, 0, z, 0, targets, 0, 2, 3, 1f));
        assertArrayEquals(new float[6], dZ);
        assertEquals(0, kernel.weight(targets, 0, 2, 3));
        float[] losses = {1f, 1f};
        kernel.rowLosses(losses, 0, z, 0, targets, 0, 2, 3);
        assertArrayEquals(new float[2], losses);
    }

    private static void assertError(String message, Executable executable) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, executable).getMessage());
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
