package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Slice;
import org.junit.jupiter.api.Test;

class RegressionReportTest {
    private static final RegressionReport UNDEFINED =
            new RegressionReport(Double.NaN, Double.NaN, Double.NaN);

    /** The formulas, in two passes. */
    private static RegressionReport definition(float[] predictions, float[] targets, int columns) {
        int rows = targets.length / columns;
        double[] mean = new double[columns];
        for (int i = 0; i < targets.length; i++) {
            mean[i % columns] += targets[i] / (double) rows;
        }
        double absolute = 0;
        double squares = 0;
        double variation = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = predictions[i] - (double) targets[i];
            absolute += Math.abs(error);
            squares += error * error;
            variation += Math.pow(targets[i] - mean[i % columns], 2);
        }
        int n = targets.length;
        return new RegressionReport(
                absolute / n, Math.sqrt(squares / n), 1 - squares / variation);
    }

    @Test
    void isWhatTheFormulasSay() {
        for (int columns : new int[] {1, 3}) {
            float[] targets = Slice.random(1, 300, 2).values();
            float[] predictions = Slice.random(2, 300, 1).values();
            for (int i = 0; i < 300; i++) {
                // columns far apart: a mean of all would not do
                targets[i] += 100 * (i % columns);
                predictions[i] = 0.5f * targets[i] + predictions[i];
            }
            RegressionReport expected = definition(predictions, targets, columns);
            RegressionReport actual = RegressionReport.of(predictions, targets, columns);
            assertEquals(expected.meanAbsoluteError(), actual.meanAbsoluteError(), 1e-12);
            assertEquals(expected.rootMeanSquaredError(), actual.rootMeanSquaredError(), 1e-12);
            assertEquals(expected.rSquared(), actual.rSquared(), 1e-9);
        }
    }

    @Test
    void targetsFarFromZeroDoNotCancel() {
        float[] targets = {16_000_000, 16_000_001, 16_000_003};
        float[] predictions = {16_000_001, 16_000_001, 16_000_001};
        assertEquals(
                1 - (1 + 0 + 4) / (26 / 3.0 - 4),
                RegressionReport.of(predictions, targets, 1).rSquared(), 1e-9);
    }

    @Test
    void constantTargetsHaveNoDetermination() {
        float[] same = {0.3f, 0.3f, 0.3f};
        assertEquals(
                new RegressionReport(0, 0, Double.NaN), RegressionReport.of(same, same, 1));
    }

    @Test
    void nothingToCompareAndNaNGiveNaN() {
        assertEquals(UNDEFINED, RegressionReport.of(new float[0], new float[0], 2));
        assertEquals(
                UNDEFINED,
                RegressionReport.of(new float[] {1, Float.NaN}, new float[] {1, 2}, 1));
    }

    @Test
    void sumsThatAreClearedStartAnew() {
        RegressionSums sums = new RegressionSums(2);
        sums.add(new float[] {9, 9, 9}, 1, new float[] {4, 5}, 0);
        sums.clear();
        float[] targets = {1, 2, 3, 5};
        float[] predictions = {0, 1, 1, 3, 4};
        sums.add(predictions, 1, targets, 0);
        sums.add(predictions, 3, targets, 2);
        assertEquals(
                RegressionReport.of(new float[] {1, 1, 3, 4}, targets, 2), sums.report());
    }

    @Test
    void sumsGoOnFromAState() {
        RegressionSums never = new RegressionSums(2);
        RegressionSums first = new RegressionSums(2);
        RegressionSums second = new RegressionSums(2);
        float[] values = {1, 2, 3.5f, 5, -7, 11, 0.3f, 9};
        for (int row = 0; row < 3; row++) {
            never.add(values, row, values, row + 2);
            if (row < 2) {
                first.add(values, row, values, row + 2);
            }
        }
        second.restore(first.state());
        second.add(values, 2, values, 4);
        assertEquals(never.state(), second.state());
        assertEquals(never.report(), second.report());
        expect("columns of the state is 2", () -> new RegressionSums(1).restore(first.state()));
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        expect("length of predictions is 2, expected 3",
                () -> RegressionReport.of(new float[2], new float[3], 1));
        expect("length of targets is 3, expected a multiple of columns 2",
                () -> RegressionReport.of(new float[3], new float[3], 2));
        expect("columns is 0", () -> RegressionReport.of(new float[3], new float[3], 0));
        expect("columns is 0", () -> new RegressionSums(0));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
