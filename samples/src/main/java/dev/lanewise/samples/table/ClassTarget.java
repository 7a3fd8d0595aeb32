package dev.lanewise.samples.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.Figure;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A class to be predicted. Two classes are one output, the logit of the second; more are an output
 * each.
 *
 * @param index position in the table
 * @param classes in ascending order, as numbers if they are
 */
record ClassTarget(int index, List<String> classes) implements Target {
    /**
     * Finds the classes.
     *
     * @param table with the rows of all parts: which classes there are is part of the question,
     *     unlike what can be measured of them
     */
    static ClassTarget of(TextTable table, int index) {
        for (TextTable.Row row : table.rows()) {
            if (TextTable.isMissing(row.cells().get(index))) {
                throw table.wrong(row, index, "a class, as it is to be predicted");
            }
        }
        List<String> classes =
                table.cells(index).stream()
                        .distinct()
                        .sorted(
                                Comparator.comparingDouble(TextTable::number)
                                        .thenComparing(Comparator.naturalOrder()))
                        .toList();
        if (classes.size() < 2) {
            throw table.wrong(
                    table.rows().getFirst(), index, "two classes or more, but this is in all rows");
        }
        return new ClassTarget(index, classes);
    }

    private boolean binary() {
        return classes.size() == 2;
    }

    @Override
    public Loss loss() {
        return binary() ? new BinaryCrossEntropy() : SoftmaxCrossEntropy.ofClassIndices();
    }

    @Override
    public int outputs() {
        return binary() ? 1 : classes.size();
    }

    @Override
    public String description() {
        return binary()
                ? "\"%s\" (0) or \"%s\" (1)".formatted(classes.get(0), classes.get(1))
                : classes.size() + " classes: " + String.join(", ", classes);
    }

    @Override
    public float[] encode(TextTable table) {
        float[] targets = new float[table.rows().size()];
        int i = 0;
        for (TextTable.Row row : table.rows()) {
            int found = indexOf(row.cells().get(index));
            if (found < 0) {
                throw table.wrong(row, index, "one of " + String.join(", ", classes));
            }
            targets[i++] = found;
        }
        return targets;
    }

    /**
     * The UCI repository's test files end their labels with a full stop, its training files do not.
     */
    private int indexOf(String label) {
        int found = classes.indexOf(label);
        return found < 0 && label.endsWith(".")
                ? classes.indexOf(label.substring(0, label.length() - 1))
                : found;
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.LOSS, Figure.ACCURACY);
    }

    @Override
    public String baseline() {
        return "the shares of the classes in the training part";
    }

    @Override
    public List<Score> scores(Network network, Dataset training, Dataset heldOut) {
        double[] shares = shares(training);
        double[] heldOutShares = shares(heldOut);
        int majority = 0;
        double baselineLoss = 0;
        for (int c = 0; c < shares.length; c++) {
            majority = shares[c] > shares[majority] ? c : majority;
            if (heldOutShares[c] > 0) {
                baselineLoss -= heldOutShares[c] * Math.log(shares[c]);
            }
        }
        Evaluation evaluation = Evaluation.of(network, loss(), heldOut);
        List<Score> scores = new ArrayList<>();
        scores.add(
                new Score(
                        "accuracy",
                        evaluation.metric(Metric.ACCURACY),
                        heldOutShares[majority]));
        scores.add(new Score("log loss", evaluation.loss(), baselineLoss));
        if (binary()) {
            scores.add(new Score("ROC AUC", evaluation.metric(Metric.ROC_AUC), 0.5));
        }
        return scores;
    }

    private double[] shares(Dataset part) {
        double[] shares = new double[classes.size()];
        for (float target : part.targets()) {
            shares[(int) target] += 1.0 / part.rows();
        }
        return shares;
    }
}
