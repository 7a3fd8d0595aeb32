package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.scalar.ScalarKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final Loss INDICES = SoftmaxCrossEntropy.ofClassIndices();
    private static final Loss DISTRIBUTIONS = SoftmaxCrossEntropy.ofDistributions();
    private static final Loss BINARY = new BinaryCrossEntropy();
    private static final Loss SQUARED = new MeanSquaredError();

    @Test
    void targetSizeIsThatOfTheKernel() {
        for (Loss loss : List.of(INDICES, DISTRIBUTIONS, BINARY, SQUARED)) {
            for (int outputs : new int[] {2, 10}) {
                assertEquals(
                        loss.bind(new ScalarKernels()).targetColumns(outputs),
                        loss.targetSize(outputs),
                        loss.toString());
            }
        }
    }

    @Test
    void meanIsOverRowsForSoftmaxAndOverElementsOtherwise() {
        assertEquals(7, weight(INDICES, 10, new float[7]));
        assertEquals(7, weight(DISTRIBUTIONS, 10, new float[70]));
        assertEquals(70, weight(BINARY, 10, new float[70]));
        assertEquals(70, weight(SQUARED, 10, new float[70]));
    }

    private static double weight(Loss loss, int outputs, float... targets) {
        int rows = targets.length / loss.targetSize(outputs);
        return loss.bind(new ScalarKernels()).weight(targets, 0, rows, outputs);
    }

    @Test
    void softmaxOverOneOutputIsRefused() {
        for (Loss loss : List.of(INDICES, DISTRIBUTIONS)) {
            assertError(
                    "outputs is 1, expected at least 2, as a softmax over one output is always 1;"
                            + " use BinaryCrossEntropy for two classes on one output",
                    () -> loss.checkOutputs(1));
            assertDoesNotThrow(() -> loss.checkOutputs(2));
        }
    }

    @Test
    void classesBeyondTheWholeFloatsAreRefused() {
        assertDoesNotThrow(() -> INDICES.checkOutputs(1 << 24));
        assertError(
                "outputs is 16777217, expected at most 2^24, as larger class indices are no floats",
                () -> INDICES.checkOutputs((1 << 24) + 1));
    }

    @Test
    void noOutputIsRefused() {
        assertError("outputs is 0, expected at least 1", () -> BINARY.checkOutputs(0));
        assertError("outputs is 0, expected at least 1", () -> SQUARED.checkOutputs(0));
        assertDoesNotThrow(() -> BINARY.checkOutputs(1));
        assertDoesNotThrow(() -> SQUARED.checkOutputs(1));
    }

    @Test
    void classIndicesAreWholeAndInRange() {
        assertDoesNotThrow(() -> check(INDICES, 10, 0f, 9f, -0f));
        assertError(
                "target of row 1 is 12.0, expected a class index, a whole number from 0 to 9",
                () -> check(INDICES, 10, 3f, 12f));
        for (float wrong : new float[] {10f, -1f, 0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertError(
                    "target of row 2 is " + wrong
                            + ", expected a class index, a whole number from 0 to 9",
                    () -> check(INDICES, 10, 3f, 0f, wrong));
        }
    }

    @Test
    void distributionsAreNotNegativeAndAddUpToOne() {
        assertDoesNotThrow(() -> check(DISTRIBUTIONS, 3, 0f, 0f, 1f, 0.2f, 0.3f, 0.5f));
        assertDoesNotThrow(() -> check(DISTRIBUTIONS, 2, 0.33333f, 0.66666f));
        assertError(
                "target of row 1, column 2 is -0.25, expected a probability, at least 0",
                () -> check(DISTRIBUTIONS, 3, 0f, 0f, 1f, 0.75f, 0.5f, -0.25f));
        assertError(
                "target of row 0, column 0 is NaN, expected a probability, at least 0",
                () -> check(DISTRIBUTIONS, 2, Float.NaN, 1f));
        assertError(
                "targets of row 1 add up to 0.75, expected 1 within 1.0E-4,"
                        + " as they are a distribution",
                () -> check(DISTRIBUTIONS, 2, 0f, 1f, 0.25f, 0.5f));
        assertError(
                "targets of row 0 add up to Infinity, expected 1 within 1.0E-4,"
                        + " as they are a distribution",
                () -> check(DISTRIBUTIONS, 2, 0f, Float.POSITIVE_INFINITY));
    }

    @Test
    void binaryTargetsAreProbabilities() {
        assertDoesNotThrow(() -> check(BINARY, 2, 0f, 1f, 0.5f, 0.25f));
        for (float wrong : new float[] {-1f, 1.0001f, Float.NaN}) {
            assertError(
                    "target of row 1, column 0 is " + wrong
                            + ", expected a probability, from 0 to 1",
                    () -> check(BINARY, 2, 0f, 1f, wrong, 0f));
        }
    }

    @Test
    void regressionTargetsAreFinite() {
        assertDoesNotThrow(() -> check(SQUARED, 1, 0f, -1e30f, 7f));
        for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            assertError(
                    "target of row 1 is " + wrong + ", expected a finite number",
                    () -> check(SQUARED, 1, 0f, wrong));
        }
    }

    @Test
    void onlyTheTargetsFromTheOffsetOnAreLookedAt() {
        float[] targets = {Float.NaN, 1f, 0f, Float.NaN};
        for (Loss loss : List.of(INDICES, BINARY, SQUARED)) {
            int columns = loss == INDICES ? 10 : 1;
            assertDoesNotThrow(() -> loss.checkTargets(targets, 1, 2, columns));
        }
        assertDoesNotThrow(() -> DISTRIBUTIONS.checkTargets(targets, 1, 1, 2));
    }

    @Test
    void missingTargetsAreNamed() {
        IndexOutOfBoundsException error =
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> DISTRIBUTIONS.checkTargets(new float[5], 1, 1, 5));
        assertEquals(
                "targets has 5 elements, expected at least 5 from offset 1 on", error.getMessage());
    }

    private static void check(Loss loss, int outputs, float... targets) {
        loss.checkTargets(targets, 0, targets.length / loss.targetSize(outputs), outputs);
    }

    private static void assertError(
            String message, org.junit.jupiter.api.function.Executable executable) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
