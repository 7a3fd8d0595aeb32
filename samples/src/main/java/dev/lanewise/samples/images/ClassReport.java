package dev.lanewise.samples.images;

import dev.lanewise.metric.ConfusionMatrix;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A confusion matrix as text.
 *
 * @param matrix what to report
 * @param names of the classes
 */
record ClassReport(ConfusionMatrix matrix, List<String> names) {
    /** Precision, recall, F1 and count of each class, and their plain means. */
    String table() {
        StringBuilder text = new StringBuilder();
        line(text, "%-" + nameWidth() + "s  precision    recall        F1     count", "class");
        for (int c = 0; c < names.size(); c++) {
            row(text, names.get(c), matrix.precision(c), matrix.recall(c), matrix.f1(c),
                    matrix.support(c));
        }
        row(text, "mean or sum", mean(matrix::precision), mean(matrix::recall), mean(matrix::f1),
                matrix.total());
        return text.toString();
    }

    /** The counts: a row a true class, a column a predicted one; a point for none. */
    String grid() {
        int width = Integer.toString(matrix.total()).length() + 1;
        StringBuilder text = new StringBuilder();
        text.append(" ".repeat(nameWidth() + 3));
        for (int c = 0; c < names.size(); c++) {
            text.append(text("%" + width + "d", c));
        }
        text.append(System.lineSeparator());
        for (int c = 0; c < names.size(); c++) {
            text.append(text("%2d %-" + nameWidth() + "s", c, names.get(c)));
            for (int predicted = 0; predicted < names.size(); predicted++) {
                int count = matrix.count(c, predicted);
                text.append(text("%" + width + "s", count == 0 ? "." : count));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private void row(
            StringBuilder text, String name, double precision, double recall, double f1,
            int count) {
        line(text, "%-" + nameWidth() + "s %10.4f%10.4f%10.4f%,10d", name, precision, recall, f1,
                count);
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, names.size()).mapToDouble(figure).average().orElseThrow();
    }

    private int nameWidth() {
        return names.stream().mapToInt(String::length).reduce("mean or sum".length(), Math::max);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(text(format, values)).append(System.lineSeparator());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
