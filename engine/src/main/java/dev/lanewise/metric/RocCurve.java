package dev.lanewise.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The curve of true against false positives as the threshold of a score falls (receiver operating
 * characteristic): scikit-learn's {@code roc_curve} with {@code drop_intermediate=False}, and
 * {@code roc_auc_score}.
 *
 * <p>What is compared are scores alone, so logits and probabilities give the same curve as long as
 * their order is the same. All counts are whole numbers, so nothing depends on the order of rows.
 */
public final class RocCurve {
    /** Distinct scores, falling, behind infinity; with each, how many rows score as high. */
    private final float[] thresholds;

    private final int[] truePositives;
    private final int[] falsePositives;
    private final double auc;

    private RocCurve(float[] thresholds, int[] truePositives, int[] falsePositives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
        this.auc = thresholds.length == 0 ? Double.NaN : area(truePositives, falsePositives);
    }

    /**
     * The curve of scores against what they should have told. Sorts them: O(n log n).
     *
     * @param scores higher means more likely positive; where one is NaN there is no order, so the
     *     curve has no points and its area is NaN
     * @param targets from 0 to 1, positive above one half
     */
    public static RocCurve of(float[] scores, float[] targets) {
        TargetChecks.binary("scores", scores, targets);
        long[] keys = new long[scores.length];
        for (int i = 0; i < keys.length; i++) {
            if (Float.isNaN(scores[i])) {
                return new RocCurve(new float[0], new int[0], new int[0]);
            }
            keys[i] =
                    (long) ordered(scores[i]) << 1 | (BinaryLogits.isPositive(targets[i]) ? 1 : 0);
        }
        Arrays.sort(keys);
        return ofSorted(keys);
    }

    /** A whole number whose order is that of the scores; the two zeros are one. */
    private static int ordered(float score) {
        int bits = Float.floatToIntBits(score + 0f);
        return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    }

    private static float score(int ordered) {
        return Float.intBitsToFloat(ordered >= 0 ? ordered : ordered ^ Integer.MAX_VALUE);
    }

    /** Keys are ascending: the order of the score, and in the last bit whether it is positive. */
    private static RocCurve ofSorted(long[] keys) {
        float[] thresholds = new float[keys.length + 1];
        int[] truePositives = new int[keys.length + 1];
        int[] falsePositives = new int[keys.length + 1];
        thresholds[0] = Float.POSITIVE_INFINITY;
        int points = 1;
        int positives = 0;
        for (int i = keys.length - 1; i >= 0; i--) {
            positives += (int) (keys[i] & 1);
            if (i == 0 || keys[i - 1] >> 1 != keys[i] >> 1) {
                thresholds[points] = score((int) (keys[i] >> 1));
                truePositives[points] = positives;
                falsePositives[points] = keys.length - i - positives;
                points++;
            }
        }
        return new RocCurve(
                Arrays.copyOf(thresholds, points),
                Arrays.copyOf(truePositives, points),
                Arrays.copyOf(falsePositives, points));
    }

    /** Trapezia, in whole numbers of half pairs: fewer than 2^62 of them. */
    private static double area(int[] truePositives, int[] falsePositives) {
        int last = truePositives.length - 1;
        long halves = 0;
        for (int i = 1; i <= last; i++) {
            long width = falsePositives[i] - falsePositives[i - 1];
            halves += width * ((long) truePositives[i] + truePositives[i - 1]);
        }
        return halves / (2.0 * truePositives[last] * falsePositives[last]);
    }

    /**
     * Area under the curve: how likely a random positive row scores above a random negative one,
     * equal scores counting half (the statistic of Mann and Whitney, 1947, as a share of pairs).
     *
     * @return NaN where there is no positive row, no negative row, or a score that is NaN
     */
    public double auc() {
        return auc;
    }

    /**
     * A point before all scores, (0, 0) at threshold infinity, and one for each distinct score,
     * falling, up to (1, 1). A rate is NaN where there are no rows of its kind.
     */
    public List<Point> points() {
        int last = thresholds.length - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(
                        i -> new Point(
                                thresholds[i],
                                falsePositives[i] / (double) falsePositives[last],
                                truePositives[i] / (double) truePositives[last]))
                .toList();
    }

    /**
     * What is reached where all rows of at least a score are called positive.
     *
     * @param threshold the score
     * @param falsePositiveRate share of the negative rows that are called positive
     * @param truePositiveRate share of the positive rows that are called positive: the recall
     */
    public record Point(float threshold, double falsePositiveRate, double truePositiveRate) {}

    @Override
    public String toString() {
        return "RocCurve[auc=" + auc + ", points=" + thresholds.length + "]";
    }
}
