package dev.lanewise.samples.table;

import dev.lanewise.data.StandardScaler;
import java.util.Arrays;

/**
 * A column of numbers.
 *
 * <p>Its features: the number itself, which the network scales to mean 0 and deviation 1; then how
 * far it has come through each of several ranges that hold equally many training rows, from 0
 * (below) to 1 (above), the piecewise linear encoding of Gorishniy, Rubachev and Babenko ("On
 * embeddings for numerical features in tabular deep learning", 2022), which makes heavy tails
 * harmless and sharp bends easy; and, where the training part misses numbers, 1 where it is
 * missing. The median stands in for a missing number.
 *
 * @param missing how many numbers the training part misses
 * @param median of the training part
 * @param scaler fitted on the training part
 * @param edges of the ranges, ascending, one more than there are ranges; or none
 */
record NumericColumn(
        int index,
        String name,
        int missing,
        double median,
        StandardScaler scaler,
        double[] edges) implements Column {
    /**
     * Fits on the training part.
     *
     * @param ranges how many there shall be; fewer where many numbers are equal
     */
    static NumericColumn fit(TextTable training, int index, int ranges) {
        double[] values = parse(training, index);
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double median = quantile(known, 0.5);
        return new NumericColumn(
                index,
                training.columns().get(index),
                values.length - known.length,
                median,
                StandardScaler.fit(filled(values, median), 1),
                edges(known, ranges));
    }

    /** The numbers of a column, NaN where one is missing. */
    static double[] parse(TextTable table, int index) {
        double[] values = new double[table.rows().size()];
        int i = 0;
        for (TextTable.Row row : table.rows()) {
            String cell = row.cells().get(index);
            values[i] = TextTable.number(cell);
            if (Double.isNaN(values[i]) && !TextTable.isMissing(cell)) {
                throw table.wrong(
                        row,
                        index,
                        "a number as in the rest of the column"
                                + " (--categorical makes it a column of names)");
            }
            i++;
        }
        return values;
    }

    private static float[] filled(double[] values, double median) {
        float[] filled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            filled[i] = (float) (Double.isNaN(values[i]) ? median : values[i]);
        }
        return filled;
    }

    private static double[] edges(double[] sorted, int ranges) {
        double[] edges = new double[ranges + 1];
        for (int i = 0; i <= ranges; i++) {
            edges[i] = quantile(sorted, (double) i / ranges);
        }
        edges = Arrays.stream(edges).distinct().toArray();
        // one range alone would repeat the scaled number
        return ranges > 1 && edges.length > 2 ? edges : new double[0];
    }

    /** With linear interpolation between neighbours. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private int rangeCount() {
        return Math.max(0, edges.length - 1);
    }

    @Override
    public int width() {
        return 1 + rangeCount() + (missing > 0 ? 1 : 0);
    }

    @Override
    public String description() {
        return "numbers, median " + NumberText.of(median)
                + (missing > 0 ? ", " + missing + " missing" : "");
    }

    @Override
    public void encode(TextTable table, float[] features, int featureSize, int at) {
        double[] values = parse(table, index);
        for (int row = 0; row < values.length; row++) {
            int to = row * featureSize + at;
            double value = Double.isNaN(values[row]) ? median : values[row];
            features[to] = (float) value;
            for (int i = 0; i < rangeCount(); i++) {
                double through = (value - edges[i]) / (edges[i + 1] - edges[i]);
                features[to + 1 + i] = (float) Math.clamp(through, 0.0, 1.0);
            }
            if (missing > 0 && Double.isNaN(values[row])) {
                features[to + width() - 1] = 1;
            }
        }
    }

    @Override
    public void scale(double[] mean, double[] deviation, int at) {
        mean[at] = scaler.mean()[0];
        deviation[at] = scaler.deviation()[0];
    }
}
