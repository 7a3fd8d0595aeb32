package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.scalar.ScalarKernels;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final Loss INDICES = SoftmaxCrossEntropy.ofClassIndices();
    private static final Loss DISTRIBUTIONS = SoftmaxCrossEntropy.ofDistributions();
    private static final Loss BINARY = new BinaryCrossEntropy();
    private static final Loss SQUARED = new MeanSquaredError();

    private static final List<Loss> ALL =
            List.of(
                    INDICES,
                    DISTRIBUTIONS,
                    BINARY,
                    SQUARED,
                    new KlDivergence(),
                    SoftmaxFocalCrossEntropy.of(),
                    BinaryFocalCrossEntropy.of(),
                    new MeanAbsoluteError(),
                    Huber.of(),
                    SmoothL1.of(),
                    new LogCosh(),
                    Quantile.of(0.5),
                    new PoissonNegativeLogLikelihood(),
                    new Hinge(),
                    new SquaredHinge());

    @Test
    void targetSizeIsThatOfTheKernel() {
        for (Loss plain : ALL) {
            for (Loss loss : List.of(plain, plain.summed(), plain.sampleWeighted())) {
                for (int outputs : new int[] {2, 10}) {
                    assertEquals(
                            loss.bind(new ScalarKernels()).targetColumns(outputs),
                            loss.targetSize(outputs),
                            loss.toString());
                    assertEquals(plain.targetSize(outputs), loss.labelSize(outputs));
                }
            }
        }
    }

    @Test
    void wrappersKeepWhatALossIs() {
        for (Loss plain : ALL) {
            assertEquals(Reduction.MEAN, plain.reduction());
            assertEquals(Reduction.MEAN, plain.sampleWeighted().reduction());
            for (Loss loss : List.of(
                    plain.summed(), plain.summed().sampleWeighted(),
                    plain.sampleWeighted().summed())) {
                assertEquals(Reduction.SUM, loss.reduction());
                assertEquals(plain.outputs(), loss.outputs());
                assertEquals(plain.ignoredIndex(), loss.ignoredIndex());
            }
        }
        Loss ignoring = SoftmaxCrossEntropy.ofClassIndices().withIgnoredIndex(-100);
        assertEquals(OptionalInt.of(-100), ignoring.sampleWeighted().summed().ignoredIndex());
        assertError(
                "loss is Summed[loss=SampleWeighted[loss=LogCosh[]]],"
                        + " expected a loss without weights of rows",
                () -> new LogCosh().sampleWeighted().summed().sampleWeighted());
    }

    @Test
    void meansDivideByWhatCounts() {
        SoftmaxCrossEntropy weighted =
                SoftmaxCrossEntropy.ofClassIndices().withClassWeights(1, 0.5, 2);
        assertEquals(3.5, weight(weighted, 3, 0, 1, 2));
        assertEquals(3.5, weight(weighted.withLabelSmoothing(0.1), 3, 0, 1, 2));
        assertEquals(1.5, weight(weighted.withIgnoredIndex(2), 3, 0, 1, 2));
        assertEquals(0, weight(weighted.withIgnoredIndex(-1), 3, -1, -1));
        assertEquals(2 * 1 + 3 * 0.5, weight(weighted.sampleWeighted(), 3, 0, 2, 1, 3));
        assertEquals(2, weight(DISTRIBUTIONS, 3, new float[6]));
        assertEquals(2 * (0.25 + 4), weight(SQUARED.sampleWeighted(), 2, 7, 7, 0.25f, 7, 7, 4));
        assertEquals(
                2, weight(SoftmaxFocalCrossEntropy.of().withAlpha(5, 5, 5), 3, new float[2]));
    }

    @Test
    void reductionsDivideOrDoNot() {
        assertEquals(2, Reduction.MEAN.reduce(6, 3));
        assertEquals(0, Reduction.MEAN.reduce(0, 0), "where nothing counts");
        assertEquals(6, Reduction.SUM.reduce(6, 3));
    }

    /** By hand: ln 2 a row of equal logits. */
    @Test
    void lossesOfRowsAreThoseOfTheFormula() {
        Kernels kernels = new ScalarKernels();
        float ln2 = (float) Math.log(2);
        float[] classes = {0, 2, 1, 0.5f};
        assertArrayEquals(
                new float[] {2 * ln2, ln2 / 2},
                INDICES.sampleWeighted().rowLosses(kernels, new float[4], classes, 2), 1e-6f);
        assertArrayEquals(
                new float[] {5, 9},
                SQUARED.rowLosses(
                        kernels, new float[] {1, 2, 0, 3}, new float[] {0, 0, 0, 0}, 2));
        assertError(
                "length of z is 3, expected a multiple of outputs 2",
                () -> SQUARED.rowLosses(kernels, new float[3], new float[4], 2));
        assertError(
                "length of targets is 3, expected 4, 2 for each of 2 rows",
                () -> SQUARED.rowLosses(kernels, new float[4], new float[3], 2));
        assertError(
                "target of row 1 is 2.0, expected a class index, a whole number from 0 to 1",
                () -> INDICES.rowLosses(kernels, new float[4], new float[] {0, 2}, 2));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertError(
                "delta is 0.0, expected finite and above 0, also in single precision",
                () -> new Huber(0));
        assertError(
                "beta is -1.0, expected finite and above 0, also in single precision",
                () -> new SmoothL1(-1));
        assertError("number of quantiles is 0, expected at least 1", Quantile::of);
        assertError(
                "quantile is 1.0, expected above 0 and below 1, also in single precision",
                () -> Quantile.of(0.5, 1));
        assertError(
                "alpha is 1.5, expected at least 0 and at most 1",
                () -> BinaryFocalCrossEntropy.of().withAlpha(1.5));
        assertError(
                "gamma is -1.0, expected finite and at least 0",
                () -> BinaryFocalCrossEntropy.of().withGamma(-1));
        assertError(
                "gamma is NaN, expected finite and at least 0",
                () -> SoftmaxFocalCrossEntropy.of().withGamma(Double.NaN));
        assertError(
                "alpha 1 is -1.0, expected finite and at least 0",
                () -> SoftmaxFocalCrossEntropy.of().withAlpha(1, -1));
        assertError(
                "positiveWeight 0 is Infinity, expected finite and at least 0",
                () -> new BinaryCrossEntropy().withPositiveWeights(Double.POSITIVE_INFINITY));
        SoftmaxCrossEntropy indices = SoftmaxCrossEntropy.ofClassIndices();
        assertError(
                "classWeight 0 is -0.5, expected finite and at least 0",
                () -> indices.withClassWeights(-0.5, 1));
        assertError(
                "labelSmoothing is 1.1, expected at least 0 and at most 1",
                () -> indices.withLabelSmoothing(1.1));
        assertError(
                "ignoredIndex is 16777217, expected from -2^24 to 2^24,"
                        + " as larger whole numbers are no floats",
                () -> indices.withIgnoredIndex((1 << 24) + 1));
        assertError(
                "ignoredIndex is OptionalInt[1], expected none,"
                        + " as the targets are distributions",
                () -> SoftmaxCrossEntropy.ofDistributions().withIgnoredIndex(1));
    }

    @Test
    void settingsForAnotherNumberOfOutputsAreRefused() {
        assertError(
                "outputs is 3, expected 2, one for each of the class weights",
                () -> SoftmaxCrossEntropy.ofDistributions().withClassWeights(1, 2).checkOutputs(3));
        assertError(
                "outputs is 3, expected 2, one for each of the factors alpha",
                () -> SoftmaxFocalCrossEntropy.of().withAlpha(1, 2).sampleWeighted()
                        .checkOutputs(3));
        assertError(
                "outputs is 3, expected 2, one for each of the positive weights",
                () -> new BinaryCrossEntropy().withPositiveWeights(1, 2).summed().checkOutputs(3));
        assertError(
                "outputs is 3, expected 2, one for each quantile",
                () -> Quantile.of(0.1, 0.9).checkOutputs(3));
        assertDoesNotThrow(() -> Quantile.of(0.1).checkOutputs(3));
        assertDoesNotThrow(() -> new BinaryCrossEntropy().withPositiveWeights(2).checkOutputs(3));
    }

    @Test
    void targetsOfTheOtherLossesAreChecked() {
        assertError("target of row 1 is 0.0, expected -1 or 1", () -> check(new Hinge(), 1, 1, 0));
        assertError(
                "target of row 0 is 0.5, expected -1 or 1",
                () -> check(new SquaredHinge(), 1, 0.5f));
        assertError(
                "target of row 0, column 1 is -1.0, expected 0 or 1",
                () -> check(BinaryFocalCrossEntropy.of(), 2, 0, -1));
        assertError(
                "target of row 0 is -1.0, expected a count, finite and at least 0",
                () -> check(new PoissonNegativeLogLikelihood(), 1, -1));
        assertError(
                "targets of row 0 add up to 0.5, expected 1 within 1.0E-4,"
                        + " as they are a distribution",
                () -> check(new KlDivergence(), 2, 0.25f, 0.25f));
        Loss ignoring = SoftmaxCrossEntropy.ofClassIndices().withIgnoredIndex(-1);
        assertDoesNotThrow(() -> check(ignoring, 3, -1, 2, 0));
        assertError(
                "target of row 1 is -2.0, expected a class index, a whole number from 0 to 2,"
                        + " or -1 for a row to be ignored",
                () -> check(ignoring, 3, -1, -2));
    }

    @Test
    void weightsOfRowsAreFiniteAndNotNegative() {
        Loss loss = SQUARED.sampleWeighted();
        assertDoesNotThrow(() -> check(loss, 2, 5, 5, 0, -5, -5, 2.5f));
        for (float wrong : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertError(
                    "weight of row 1 is " + wrong + ", expected finite and at least 0",
                    () -> check(loss, 2, 5, 5, 0, -5, -5, wrong));
        }
        assertError(
                "target of row 1, column 1 is NaN, expected a finite number",
                () -> check(loss, 2, 5, 5, 0, -5, Float.NaN, 1));
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
