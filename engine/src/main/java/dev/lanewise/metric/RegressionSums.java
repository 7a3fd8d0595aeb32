package dev.lanewise.metric;

import dev.lanewise.internal.Checks;
import java.util.Arrays;
import java.util.List;

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

    /**
     * The sums as plain values, which can be written down and taken up again.
     *
     * @param rows that were added
     * @param absoluteErrors their sum
     * @param squaredErrors their sum
     * @param shift of each column, about which its targets are summed
     * @param targetSum of each column
     * @param targetSquares of each column
     */
    public record State(
            long rows, double absoluteErrors, double squaredErrors, List<Double> shift,
            List<Double> targetSum, List<Double> targetSquares) {
        /** Copies the lists. */
        public State {
            Checks.require(rows >= 0, "rows", rows, "at least 0");
            shift = List.copyOf(shift);
            targetSum = List.copyOf(targetSum);
            targetSquares = List.copyOf(targetSquares);
        }
    }

    /** The sums so far. */
    public State state() {
        return new State(
                rows, absoluteErrors, squaredErrors, list(shift), list(targetSum),
                list(targetSquares));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Goes on from sums of as many columns. */
    public void restore(State state) {
        for (List<Double> values : List.of(
                state.shift, state.targetSum, state.targetSquares)) {
            Checks.require(values.size() == columns, "columns of the state", values.size(), columns
                    + ", those of the sums");
        }
        rows = state.rows;
        absoluteErrors = state.absoluteErrors;
        squaredErrors = state.squaredErrors;
        for (int c = 0; c < columns; c++) {
            shift[c] = state.shift.get(c);
            targetSum[c] = state.targetSum.get(c);
            targetSquares[c] = state.targetSquares.get(c);
        }
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
