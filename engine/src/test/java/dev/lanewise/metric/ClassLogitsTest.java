package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.RandomStream;
import dev.lanewise.kernel.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassLogitsTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** Classes of a row, best first, by sorting. */
    private static List<Integer> order(float[] logits, int offset, int classes) {
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparing(c -> -logits[offset + c]))
                .toList();
    }

    /** Halves, so that equal logits are frequent. */
    private static float[] halves(long seed, int n) {
        float[] values = Slice.random(seed, n, 2).values();
        for (int i = 0; i < n; i++) {
            values[i] = Math.round(values[i] * 2) / 2f;
        }
        return values;
    }

    @Test
    void theRankOfAClassIsItsPlaceInTheSortedRow() {
        int classes = 7;
        float[] logits = halves(1, 100 * classes);
        for (int at = 0; at < logits.length; at += classes) {
            List<Integer> order = order(logits, at, classes);
            assertEquals(order.getFirst(), ClassLogits.largest(logits, at, classes));
            for (int place = 0; place < classes; place++) {
                assertEquals(place, ClassLogits.rank(logits, at, classes, order.get(place)));
            }
        }
    }

    @Test
    void topKCountsTargetsAmongTheFirstKOfTheSortedRow() {
        int classes = 7;
        int rows = 100;
        float[] logits = halves(2, rows * classes);
        float[] targets = new float[rows];
        for (int r = 0; r < rows; r++) {
            targets[r] = RandomStream.ofSeed(3).below(classes, r);
        }
        double last = 0;
        for (int k = 1; k <= classes + 2; k++) {
            int among = 0;
            for (int r = 0; r < rows; r++) {
                List<Integer> order = order(logits, r * classes, classes);
                among += order.indexOf((int) targets[r]) < k ? 1 : 0;
            }
            double accuracy = ClassLogits.topKAccuracy(logits, classes, targets, k);
            assertEquals(among / 100.0, accuracy, "k = " + k);
            assertTrue(accuracy > last || k > classes, "k = " + k);
            last = accuracy;
        }
        assertEquals(1, last);
    }

    @Test
    void aRowWithNaNIsRightForNoK() {
        float[] logits = {3, NAN, 1, 3, 2, 1};
        assertEquals(-1, ClassLogits.largest(logits, 0, 3));
        assertEquals(3, ClassLogits.rank(logits, 0, 3, 0));
        assertEquals(0.5, ClassLogits.topKAccuracy(logits, 3, new float[] {0, 2}, 3));
        assertEquals(0.5, ClassLogits.topKAccuracy(logits, 3, new float[] {0, 2}, 10));
        assertEquals(0, ClassLogits.topKAccuracy(logits, 3, new float[] {1, 2}, 2));
    }

    @Test
    void logLossIsTheNegativeLogarithmOfTheSoftmax() {
        int classes = 5;
        float[] logits = Slice.random(4, 20 * classes, 10).values();
        float[] targets = new float[20];
        double sum = 0;
        for (int r = 0; r < 20; r++) {
            targets[r] = r % classes;
            double exps = 0;
            for (int c = 0; c < classes; c++) {
                exps += Math.exp(logits[r * classes + c]);
            }
            sum -= Math.log(Math.exp(logits[r * classes + r % classes]) / exps);
        }
        assertEquals(sum / 20, ClassLogits.logLoss(logits, classes, targets), 1e-13);
    }

    @Test
    void logLossNeitherOverflowsNorVanishes() {
        assertEquals(0, logLoss(0, 1e38f, -1e38f, 0));
        assertEquals(2 * (double) 1e38f, logLoss(1, 1e38f, -1e38f, 0));
        // a sum of 1 + e^-30 still has digits of its second part
        assertEquals(Math.log1p(Math.exp(-30)), logLoss(0, 30, 0), 1e-16);
        assertEquals(Math.log(4), logLoss(3, 0, 0, 0, 0), 1e-15);
        assertEquals(INFINITY, logLoss(1, 1, -INFINITY));
        assertEquals(Double.NaN, logLoss(2, 1, NAN, 2));
        assertEquals(Double.NaN, logLoss(1, 1, INFINITY));
    }

    private static double logLoss(int target, float... logits) {
        return ClassLogits.logLoss(logits, logits.length, new float[] {target});
    }

    @Test
    void nothingToCompareIsNaN() {
        assertEquals(Double.NaN, ClassLogits.logLoss(new float[0], 3, new float[0]));
        assertEquals(Double.NaN, ClassLogits.topKAccuracy(new float[0], 3, new float[0], 1));
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        float[] targets = {0, 1};
        expect("length of logits is 5, expected 6, 3 for each of 2 targets",
                () -> ClassLogits.logLoss(new float[5], 3, targets));
        expect("classes is 0", () -> ClassLogits.logLoss(new float[0], 0, targets));
        expect("k is 0", () -> ClassLogits.topKAccuracy(new float[6], 3, targets, 0));
        expect("target of row 1 is 3.0", () -> ClassLogits.topKAccuracy(
                new float[6], 3, new float[] {0, 3}, 1));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
