package dev.lanewise.metric;

import dev.lanewise.internal.Checks;
import java.util.Arrays;

/**
 * Adds up what a {@link RegressionReport} is made of, row by row and in double precision; allocates
 * nothing after construction.
 */
public final class RegressionSums {
    private final int columns;
    /** The first target of each column: sums about it do not cancel. */
    private final double[] shift;

    private final double[] targetSum;
    private final double[] targetSquares;
    private long rows;
    private double absoluteErrors;
    private double squaredErrors;

    /** Sums of no rows. */
    public RegressionSums(int columns) {
        Checks.require(columns >= 1, "columns", columns, "at least 1");
        this.columns = columns;
        this.shift = new double[columns];
        this.targetSum = new double[columns];
        this.targetSquares = new double[columns];
    }

    /** Forgets everything. */
    public void clear() {
        rows = 0;
        absoluteErrors = 0;
        squaredErrors = 0;
        Arrays.fill(targetSum, 0);
        Arrays.fill(targetSquares, 0);
    }

    /** Adds a row: {@code columns} values of each array, from its offset on. */
    public void add(float[] predictions, int predictionsOffset, float[] targets,
            int targetsOffset) {
        for (int c = 0; c < columns; c++) {
            double target = targets[targetsOffset + c];
            double error = predictions[predictionsOffset + c] - target;
            absoluteErrors += Math.abs(error);
            squaredErrors += error * error;
            if (rows == 0) {
                shift[c] = target;
            }
            double shifted = target - shift[c];
            targetSum[c] += shifted;
            targetSquares[c] += shifted * shifted;
        }
        rows++;
    }

    /** The figures over all rows since the last {@link #clear}. */
    public RegressionReport report() {
        double elements = (double) rows * columns;
        return new RegressionReport(
                absoluteErrors / elements, Math.sqrt(squaredErrors / elements), rSquared());
    }

    private double rSquared() {
        double variation = 0;
        for (int c = 0; c < columns; c++) {
            variation += targetSquares[c] - targetSum[c] * targetSum[c] / rows;
        }
        return variation > 0 ? 1 - squaredErrors / variation : Double.NaN;
    }
}
