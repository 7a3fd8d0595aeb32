package dev.lanewise.data;

import dev.lanewise.internal.Checks;

/**
 * Shifts and scales columns to mean 0 and deviation 1: x' = (x - mean) / deviation.
 *
 * <p>To be fitted on training data alone. A column whose values are all equal keeps its scale. Mean and
 * (biased) deviation are computed in double precision in two passes.
 *
 * @param mean of each column
 * @param deviation of each column, 1 where the column is constant
 */
public record StandardScaler(double[] mean, double[] deviation) {
    /** Fits the columns of a row-major matrix. */
    public static StandardScaler fit(float[] values, int columns) {
        Checks.require(columns > 0, "columns", columns, "at least 1");
        Checks.require(
                values.length > 0 && values.length % columns == 0,
                "length of values",
                values.length,
                "a positive multiple of columns " + columns);
        int rows = values.length / columns;
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (int i = 0; i < values.length; i++) {
            mean[i % columns] += values[i];
        }
        for (int c = 0; c < columns; c++) {
            mean[c] /= rows;
        }
        for (int i = 0; i < values.length; i++) {
            double d = values[i] - mean[i % columns];
            deviation[i % columns] += d * d;
        }
        for (int c = 0; c < columns; c++) {
            deviation[c] = deviation[c] > 0 ? Math.sqrt(deviation[c] / rows) : 1;
        }
        return new StandardScaler(mean, deviation);
    }

    /** Scales the columns of a row-major matrix in place. */
    public void transform(float[] values) {
        checkLength(values);
        for (int i = 0; i < values.length; i++) {
            int c = i % mean.length;
            values[i] = (float) ((values[i] - mean[c]) / deviation[c]);
        }
    }

    /** Undoes {@link #transform} in place. */
    public void inverse(float[] values) {
        checkLength(values);
        for (int i = 0; i < values.length; i++) {
            int c = i % mean.length;
            values[i] = (float) (values[i] * deviation[c] + mean[c]);
        }
    }

    private void checkLength(float[] values) {
        Checks.require(
                values.length % mean.length == 0,
                "length of values",
                values.length,
                "a multiple of the " + mean.length + " columns fitted");
    }
}
