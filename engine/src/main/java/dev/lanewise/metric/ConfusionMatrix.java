package dev.lanewise.metric;

import dev.lanewise.internal.Checks;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each class, and what follows from it. With tp the rows of a
 * class that are predicted as it:
 *
 * <pre>
 * precision = tp / rows predicted as the class       0 where there are none
 * recall    = tp / rows of the class                 0 where there are none
 * F1        = 2·tp / (rows predicted + rows of it)   the harmonic mean of the two; 0 for 0/0
 * </pre>
 *
 * <p>A macro average is the plain mean over the classes that occur, as a target or as a prediction:
 * scikit-learn's {@code average="macro"} with its default labels. NaN where no class does.
 *
 * <p>Only pairs that occur take memory, so the number of classes may be large.
 */
public final class ConfusionMatrix {
    /** The predicted class of a row whose outputs predict none. */
    private static final int NONE = -1;

    private final int classes;
    /** Pairs of target and prediction that occur, ascending, and how often they do. */
    private final long[] pairs;

    private final int[] counts;
    private final int[] correct;
    private final int[] predicted;
    private final int[] support;

    private ConfusionMatrix(int classes, long[] pairs, int[] counts) {
        this.classes = classes;
        this.pairs = pairs;
        this.counts = counts;
        this.correct = new int[classes];
        this.predicted = new int[classes];
        this.support = new int[classes];
        for (int i = 0; i < pairs.length; i++) {
            int target = (int) (pairs[i] / (classes + 1L));
            int prediction = (int) (pairs[i] % (classes + 1L)) + NONE;
            support[target] += counts[i];
            if (prediction != NONE) {
                predicted[prediction] += counts[i];
            }
            if (prediction == target) {
                correct[target] += counts[i];
            }
        }
    }

    /**
     * Counts by the largest logit of each row, see {@link ClassLogits#largest}. A row with a logit
     * that is NaN counts among those of its class, and as predicted as none.
     *
     * @param logits {@code rows × classes}; probabilities serve as well
     * @param targets a class index a row
     */
    public static ConfusionMatrix of(float[] logits, int classes, float[] targets) {
        int rows = TargetChecks.classes(logits, classes, targets);
        int[] predicted = new int[rows];
        Arrays.setAll(predicted, row -> ClassLogits.largest(logits, row * classes, classes));
        int[] indices = new int[rows];
        Arrays.setAll(indices, row -> (int) targets[row]);
        return ofClasses(predicted, indices, classes);
    }

    /**
     * Counts elements of two classes, 1 where the score is above the threshold. An element whose
     * score is NaN is predicted as neither.
     *
     * @param threshold 0 for logits, 0.5 for probabilities
     * @param targets from 0 to 1, of class 1 above one half
     */
    public static ConfusionMatrix ofBinary(float[] scores, float threshold, float[] targets) {
        TargetChecks.binary("scores", scores, targets);
        int[] predicted = new int[scores.length];
        Arrays.setAll(predicted, i -> BinaryLogits.predicted(scores[i], threshold));
        int[] indices = new int[scores.length];
        Arrays.setAll(indices, i -> BinaryLogits.isPositive(targets[i]) ? 1 : 0);
        return ofClasses(predicted, indices, 2);
    }

    /**
     * Counts classes that are known already.
     *
     * @param predicted the class that each row is predicted as; -1 for none
     * @param targets the class that each row is of
     * @throws IllegalArgumentException where lengths differ, or naming the first row whose class is
     *     none of these
     */
    public static ConfusionMatrix ofClasses(int[] predicted, int[] targets, int classes) {
        Objects.requireNonNull(predicted, "predicted");
        Objects.requireNonNull(targets, "targets");
        Checks.require(classes >= 1, "classes", classes, "at least 1");
        Checks.require(
                predicted.length == targets.length,
                "length of predicted",
                predicted.length,
                targets.length + ", that of targets");
        long[] rows = new long[targets.length];
        for (int row = 0; row < rows.length; row++) {
            checkClass("target of row ", row, targets[row], 0, classes);
            checkClass("prediction of row ", row, predicted[row], NONE, classes);
            rows[row] = targets[row] * (classes + 1L) + predicted[row] - NONE;
        }
        Arrays.sort(rows);
        return ofSorted(rows, classes);
    }

    private static void checkClass(String name, int row, int value, int least, int classes) {
        if (value < least || value >= classes) {
            throw new IllegalArgumentException(
                    name + row + " is " + value + ", expected from " + least + " to "
                            + (classes - 1));
        }
    }

    private static ConfusionMatrix ofSorted(long[] rows, int classes) {
        long[] pairs = new long[rows.length];
        int[] counts = new int[rows.length];
        int found = 0;
        for (int row = 0; row < rows.length; row++) {
            if (row == 0 || rows[row] != rows[row - 1]) {
                pairs[found++] = rows[row];
            }
            counts[found - 1]++;
        }
        return new ConfusionMatrix(
                classes, Arrays.copyOf(pairs, found), Arrays.copyOf(counts, found));
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** How many rows of the class {@code target} are predicted as the class {@code predicted}. */
    public int count(int target, int predicted) {
        return countOf(checked("target", target), checked("predicted", predicted));
    }

    private int countOf(int target, int prediction) {
        int at = Arrays.binarySearch(pairs, target * (classes + 1L) + prediction - NONE);
        return at >= 0 ? counts[at] : 0;
    }

    private int checked(String name, int c) {
        Checks.require(c >= 0 && c < classes, name, c, "from 0 to " + (classes - 1));
        return c;
    }

    /** Rows of a class. */
    public int support(int c) {
        return support[checked("class", c)];
    }

    /** Rows in all. */
    public int total() {
        return IntStream.of(support).sum();
    }

    /** Rows that are predicted as what they are. */
    public int correct() {
        return IntStream.of(correct).sum();
    }

    /** Share of rows that are predicted as what they are; NaN where there are no rows. */
    public double accuracy() {
        return correct() / (double) total();
    }

    /** Of the rows predicted as a class, the share that is of it. */
    public double precision(int c) {
        return ratio(correct[checked("class", c)], predicted[c]);
    }

    /** Of the rows of a class, the share that is predicted as it. */
    public double recall(int c) {
        return ratio(correct[checked("class", c)], support[c]);
    }

    /** Harmonic mean of precision and recall. */
    public double f1(int c) {
        return ratio(2L * correct[checked("class", c)], (long) predicted[c] + support[c]);
    }

    /** Mean precision of the classes that occur. */
    public double macroPrecision() {
        return macro(this::precision);
    }

    /** Mean recall of the classes that occur. */
    public double macroRecall() {
        return macro(this::recall);
    }

    /** Mean F1 of the classes that occur. */
    public double macroF1() {
        return macro(this::f1);
    }

    private double macro(IntToDoubleFunction figure) {
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes; c++) {
            if (support[c] > 0 || predicted[c] > 0) {
                sum += figure.applyAsDouble(c);
                occurring++;
            }
        }
        return sum / occurring;
    }

    private static double ratio(long part, long whole) {
        return whole > 0 ? part / (double) whole : 0;
    }

    /** Rows of a class that are predicted as none. */
    int unpredicted(int c) {
        return countOf(c, NONE);
    }

    /**
     * A table: a line a class with the counts of what it was taken for, a point for none, and its
     * precision, recall, F1 and number of rows; then the macro averages and the accuracy. Of more
     * than 20 classes the counts are left out.
     */
    @Override
    public String toString() {
        return new ConfusionTable(this).text();
    }
}
