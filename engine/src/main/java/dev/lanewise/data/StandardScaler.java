package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import java.util.Objects;

/**
 * Shifts and scales columns to mean 0 and deviation 1: x' = (x - mean) / deviation.
 *
 * <p>To be fitted on training data alone. A column whose values are all equal keeps its scale. Mean
 * and (biased) deviation are computed in double precision in two passes.
 *
 * @param mean of each column, finite
 * @param deviation of each column, finite and above 0; 1 where the column is constant
 */
public record StandardScaler(double[] mean, double[] deviation) {
    /** Copies and checks the figures. */
    public StandardScaler {
        mean = mean.clone();
        deviation = deviation.clone();
        Checks.require(mean.length > 0, "length of mean", mean.length, "at least 1");
        Checks.require(
                deviation.length == mean.length,
                "length of deviation",
                deviation.length,
                mean.length + ", that of mean");
        for (int c = 0; c < mean.length; c++) {
            Checks.require(Double.isFinite(mean[c]), "mean of column " + c, mean[c], "finite");
            Checks.require(
                    deviation[c] > 0 && deviation[c] <= Double.MAX_VALUE,
                    "deviation of column " + c,
                    deviation[c],
                    "finite and above 0");
        }
    }

    /**
     * Fits the columns of a row-major matrix.
     *
     * @throws IllegalArgumentException naming the first value that is not finite
     */
    public static StandardScaler fit(float[] values, int columns) {
        Objects.requireNonNull(values, "values");
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
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "column " + i % columns + " of row " + i / columns + " is " + values[i]
                                + ", expected a finite number");
            }
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

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] deviation() {
        return deviation.clone();
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
