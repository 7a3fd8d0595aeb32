package dev.lanewise.metric;

import java.util.Formatter;
import java.util.Locale;
import java.util.stream.IntStream;

/** A confusion matrix as text. */
final class ConfusionTable {
    private static final int MOST_COLUMNS = 20;

    private final ConfusionMatrix matrix;
    private final int columns;
    private final int width;
    /** Whether rows are predicted as no class: then these have a column behind the others. */
    private final boolean unpredicted;

    ConfusionTable(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.columns = matrix.classes() > MOST_COLUMNS ? 0 : matrix.classes();
        this.unpredicted =
                IntStream.range(0, columns).anyMatch(c -> matrix.unpredicted(c) > 0);
        this.width = Math.max(3, Integer.toString(matrix.total()).length()) + 1;
    }

    String text() {
        try (Formatter text = new Formatter(Locale.ROOT)) {
            text.format("target");
            IntStream.range(0, columns).forEach(c -> cell(text, Integer.toString(c)));
            if (unpredicted) {
                cell(text, "NaN");
            }
            text.format("  precision    recall        F1   support\n");
            for (int c = 0; c < matrix.classes(); c++) {
                line(text, c);
            }
            int gap = (columns + (unpredicted ? 1 : 0)) * width;
            text.format("macro %s", " ".repeat(gap));
            figures(text, matrix.macroPrecision(), matrix.macroRecall(), matrix.macroF1(),
                    matrix.total());
            text.format("accuracy %.4f\n", matrix.accuracy());
            return text.toString();
        }
    }

    private void line(Formatter text, int c) {
        text.format("%6d", c);
        for (int predicted = 0; predicted < columns; predicted++) {
            count(text, matrix.count(c, predicted));
        }
        if (unpredicted) {
            count(text, matrix.unpredicted(c));
        }
        figures(text, matrix.precision(c), matrix.recall(c), matrix.f1(c), matrix.support(c));
    }

    private void count(Formatter text, int count) {
        cell(text, count == 0 ? "." : Integer.toString(count));
    }

    private void cell(Formatter text, String value) {
        text.format("%" + width + "s", value);
    }

    private static void figures(
            Formatter text, double precision, double recall, double f1, int rows) {
        text.format("  %9.4f%10.4f%10.4f%10d\n", precision, recall, f1, rows);
    }
}
