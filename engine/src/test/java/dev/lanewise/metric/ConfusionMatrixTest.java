package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.RandomStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    /** Class 2 is never predicted, class 3 occurs nowhere. */
    private static final ConfusionMatrix MATRIX =
            ConfusionMatrix.ofClasses(
                    new int[] {0, 1, 0, 1, 0, 1}, new int[] {0, 0, 0, 1, 1, 2}, 4);

    @Test
    void countsByTargetThenByPrediction() {
        int[][] expected = {{2, 1, 0, 0}, {1, 1, 0, 0}, {0, 1, 0, 0}, {0, 0, 0, 0}};
        for (int target = 0; target < 4; target++) {
            for (int predicted = 0; predicted < 4; predicted++) {
                assertEquals(expected[target][predicted], MATRIX.count(target, predicted));
            }
        }
        assertEquals(6, MATRIX.total());
        assertEquals(3, MATRIX.correct());
        assertEquals(0.5, MATRIX.accuracy());
        assertEquals(3, MATRIX.support(0));
        assertEquals(0, MATRIX.support(3));
    }

    @Test
    void judgesEachClass() {
        assertEquals(2 / 3.0, MATRIX.precision(0));
        assertEquals(2 / 3.0, MATRIX.recall(0));
        assertEquals(2 / 3.0, MATRIX.f1(0));
        assertEquals(1 / 3.0, MATRIX.precision(1));
        assertEquals(1 / 2.0, MATRIX.recall(1));
        assertEquals(0.4, MATRIX.f1(1));
        for (int c : new int[] {2, 3}) {
            assertEquals(0, MATRIX.precision(c));
            assertEquals(0, MATRIX.recall(c));
            assertEquals(0, MATRIX.f1(c));
        }
    }

    @Test
    void macroAveragesAreOverTheClassesThatOccur() {
        assertEquals((2 / 3.0 + 1 / 3.0 + 0) / 3, MATRIX.macroPrecision(), 1e-15);
        assertEquals((2 / 3.0 + 1 / 2.0 + 0) / 3, MATRIX.macroRecall(), 1e-15);
        assertEquals((2 / 3.0 + 0.4 + 0) / 3, MATRIX.macroF1(), 1e-15);
        // predicted alone is occurring too
        ConfusionMatrix wrong = ConfusionMatrix.ofClasses(new int[] {0, 1}, new int[] {0, 0}, 5);
        assertEquals(0.5, wrong.macroPrecision());
        assertEquals(0.25, wrong.macroRecall());
    }

    @Test
    void isWhatCountingOneByOneGives() {
        int classes = 11;
        int rows = 500;
        RandomStream random = RandomStream.ofSeed(1);
        int[] targets = new int[rows];
        int[] predicted = new int[rows];
        for (int r = 0; r < rows; r++) {
            targets[r] = random.below(classes, 2 * r);
            predicted[r] = random.below(3, 2 * r + 1) == 0
                    ? targets[r] : random.below(classes + 1, rows + r) - 1;
        }
        ConfusionMatrix matrix = ConfusionMatrix.ofClasses(predicted, targets, classes);
        for (int c = 0; c < classes; c++) {
            int tp = 0;
            int fp = 0;
            int fn = 0;
            for (int r = 0; r < rows; r++) {
                tp += targets[r] == c && predicted[r] == c ? 1 : 0;
                fp += targets[r] != c && predicted[r] == c ? 1 : 0;
                fn += targets[r] == c && predicted[r] != c ? 1 : 0;
            }
            assertEquals(tp, matrix.count(c, c));
            double precision = tp / (double) (tp + fp);
            double recall = tp / (double) (tp + fn);
            assertEquals(precision, matrix.precision(c));
            assertEquals(recall, matrix.recall(c));
            assertEquals(2 / (1 / precision + 1 / recall), matrix.f1(c), 1e-15);
        }
    }

    @Test
    void logitsArePredictedByTheFirstOfTheLargest() {
        float[] logits = {0, 2, 2, 5, 1, 0, -1, -2, -1, Float.NaN, 9, 9};
        ConfusionMatrix matrix = ConfusionMatrix.of(logits, 3, new float[] {1, 0, 2, 1});
        assertEquals(1, matrix.count(1, 1));
        assertEquals(1, matrix.count(0, 0));
        assertEquals(1, matrix.count(2, 0));
        // the row with NaN is of class 1, and predicted as none
        assertEquals(2, matrix.support(1));
        assertEquals(0.5, matrix.recall(1));
        assertEquals(1, matrix.precision(1));
        assertEquals(0.5, matrix.accuracy());
        assertEquals(4, matrix.total());
    }

    @Test
    void twoClassesAreToldByAThreshold() {
        float[] scores = {0.2f, 0.5f, 0.7f, 0.9f, Float.NaN};
        float[] targets = {0, 1, 0, 1, 1};
        ConfusionMatrix half = ConfusionMatrix.ofBinary(scores, 0.5f, targets);
        assertEquals(0.5, half.precision(1));
        assertEquals(1 / 3.0, half.recall(1));
        assertEquals(0.4, half.f1(1));
        assertEquals(0.5, half.precision(0));
        ConfusionMatrix zero = ConfusionMatrix.ofBinary(scores, 0, targets);
        assertEquals(2 / 3.0, zero.recall(1));
        assertEquals(0, zero.recall(0));
    }

    @Test
    void noRowsHaveNoAccuracyAndNoAverages() {
        ConfusionMatrix none = ConfusionMatrix.of(new float[0], 3, new float[0]);
        assertEquals(0, none.total());
        assertEquals(Double.NaN, none.accuracy());
        assertEquals(Double.NaN, none.macroF1());
        assertEquals(0, none.f1(2));
        assertEquals(6, none.toString().lines().count());
    }

    @Test
    void manyClassesTakeNoMoreThanWhatOccurs() {
        int classes = 1 << 20;
        ConfusionMatrix matrix =
                ConfusionMatrix.ofClasses(
                        new int[] {classes - 1, 7, -1}, new int[] {classes - 1, classes - 1, 8},
                        classes);
        assertEquals(1, matrix.count(classes - 1, 7));
        assertEquals(1, matrix.count(classes - 1, classes - 1));
        assertEquals(0, matrix.count(8, classes - 1));
        assertEquals((1 + 0 + 0) / 3.0, matrix.macroPrecision());
    }

    @Test
    void readsAsATable() {
        assertEquals(
                """
                target   0   1   2   3  precision    recall        F1   support
                     0   2   1   .   .     0.6667    0.6667    0.6667         3
                     1   1   1   .   .     0.3333    0.5000    0.4000         2
                     2   .   1   .   .     0.0000    0.0000    0.0000         1
                     3   .   .   .   .     0.0000    0.0000    0.0000         0
                macro                      0.3333    0.3889    0.3556         6
                accuracy 0.5000
                """,
                MATRIX.toString());
    }

    @Test
    void theTableShowsWhatIsPredictedAsNone() {
        assertEquals(
                """
                target   0   1 NaN  precision    recall        F1   support
                     0   .   1   .     0.0000    0.0000    0.0000         1
                     1   .   .   1     0.0000    0.0000    0.0000         1
                macro                  0.0000    0.0000    0.0000         2
                accuracy 0.0000
                """,
                ConfusionMatrix.ofClasses(new int[] {1, -1}, new int[] {0, 1}, 2).toString());
    }

    @Test
    void theTableOfManyClassesIsWithoutCounts() {
        String table = ConfusionMatrix.ofClasses(new int[] {20}, new int[] {20}, 21).toString();
        assertEquals("target  precision    recall        F1   support",
                table.lines().findFirst().orElseThrow());
        assertTrue(table.contains("    20     1.0000    1.0000    1.0000         1\n"), table);
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        int[] two = {0, 1};
        expect("target of row 1 is 1, expected from 0 to 0",
                () -> ConfusionMatrix.ofClasses(new int[2], two, 1));
        expect("prediction of row 1 is 1, expected from -1 to 0",
                () -> ConfusionMatrix.ofClasses(two, new int[2], 1));
        expect("length of predicted is 3", () -> ConfusionMatrix.ofClasses(new int[3], two, 2));
        expect("target of row 1 is 2.0",
                () -> ConfusionMatrix.of(new float[4], 2, new float[] {0, 2}));
        expect("length of logits is 4", () -> ConfusionMatrix.of(new float[4], 3, new float[2]));
        expect("class is 4, expected from 0 to 3", () -> MATRIX.recall(4));
        expect("predicted is -1", () -> MATRIX.count(0, -1));
        expect("target 0 is -1.0",
                () -> ConfusionMatrix.ofBinary(new float[1], 0, new float[] {-1}));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
