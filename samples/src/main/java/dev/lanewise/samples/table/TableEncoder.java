package dev.lanewise.samples.table;

import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.samples.common.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Turns the text of a table into features, by what the training part alone has shown: which columns
 * are numbers, their medians, means and deviations, which categories there are.
 *
 * <p>Had the rows of the test a part in it, the figures at the end would flatter the network: in
 * use it meets rows that nobody has measured before.
 *
 * @param columns all but the target
 */
record TableEncoder(List<Column> columns) {
    /** A column with fewer numbers than that is one of names. */
    private static final double MOSTLY = 0.9;

    /**
     * How columns are understood.
     *
     * @param categorical positions of columns that hold names even if they look like numbers
     * @param mostCategories names of a column that get a vector of their own, at most
     * @param ranges of a column of numbers, see {@link NumericColumn}
     */
    record Options(Set<Integer> categorical, int mostCategories, int ranges) {}

    /** Looks at the training part. */
    static TableEncoder fit(TextTable training, int target, Options options) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < training.columns().size(); i++) {
            if (i != target) {
                columns.add(
                        !options.categorical.contains(i) && holdsNumbers(training.cells(i))
                                ? NumericColumn.fit(training, i, options.ranges)
                                : CategoryColumn.fit(training, i, options.mostCategories));
            }
        }
        return new TableEncoder(List.copyOf(columns));
    }

    /** Whether most of what is not missing are numbers; the others are then reported as errors. */
    static boolean holdsNumbers(List<String> cells) {
        List<String> known = cells.stream().filter(cell -> !TextTable.isMissing(cell)).toList();
        long numbers = known.stream().filter(cell -> !Double.isNaN(TextTable.number(cell))).count();
        return numbers > 0 && numbers >= MOSTLY * known.size();
    }

    /** Features a row. */
    int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /**
     * The features of any rows of such a table.
     *
     * @throws UserError naming line and column, where a column of numbers has none
     */
    float[] encode(TextTable table) {
        float[] features = new float[Math.multiplyExact(table.rows().size(), width())];
        int at = 0;
        for (Column column : columns) {
            column.encode(table, features, width(), at);
            at += column.width();
        }
        return features;
    }

    /**
     * The beginning of a network for these features: what scales numbers and what looks names up
     * are layers of it, so that it takes features as they are, wherever it goes.
     */
    NetworkBuilder layers() {
        double[] mean = new double[width()];
        double[] deviation = new double[width()];
        Arrays.fill(deviation, 1);
        List<Embedding.Column> names = new ArrayList<>();
        int at = 0;
        for (Column column : columns) {
            column.scale(mean, deviation, at);
            column.embedding(at).ifPresent(names::add);
            at += column.width();
        }
        NetworkBuilder layers = Network.inputs(width()).inputScaling(mean, deviation);
        return names.isEmpty() ? layers : layers.embedding(names.toArray(Embedding.Column[]::new));
    }
}
