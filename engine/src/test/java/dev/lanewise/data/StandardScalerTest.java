package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StandardScalerTest {
    @Test
    void fittedColumnsGetMeanZeroAndDeviationOne() {
        float[] values = {1, 100, 5, 2, 300, 5, 3, 200, 5};
        StandardScaler scaler = StandardScaler.fit(values, 3);
        assertArrayEquals(new double[] {2, 200, 5}, scaler.mean(), 1e-12);
        scaler.transform(values);
        float a = (float) (1 / Math.sqrt(2 / 3.0));
        assertArrayEquals(new float[] {-a, -a, 0, 0, a, 0, a, 0, 0}, values, 1e-6f);
    }

    @Test
    void otherRowsAreScaledByTheFittedFigures() {
        StandardScaler scaler = StandardScaler.fit(new float[] {0, 2}, 1);
        float[] others = {5, -1};
        scaler.transform(others);
        assertArrayEquals(new float[] {4, -2}, others);
        scaler.inverse(others);
        assertArrayEquals(new float[] {5, -1}, others);
    }

    @Test
    void smallDifferencesOfLargeNumbersAreNotLost() {
        float[] values = {16_000_000, 16_000_001, 16_000_002};
        StandardScaler scaler = StandardScaler.fit(values, 1);
        assertEquals(Math.sqrt(2 / 3.0), scaler.deviation()[0], 1e-9);
    }

    @Test
    void figuresThatCannotScaleAreRefusedAndTheirArraysNotShared() {
        expect("column 1 of row 0 is NaN", () -> StandardScaler.fit(new float[] {1, Float.NaN}, 2));
        expect("length of deviation is 1", () -> new StandardScaler(new double[2], new double[1]));
        expect("deviation of column 0 is 0",
                () -> new StandardScaler(new double[1], new double[1]));
        StandardScaler scaler = StandardScaler.fit(new float[] {0, 2}, 1);
        scaler.mean()[0] = 7;
        assertEquals(1, scaler.mean()[0]);
    }

    private static void expect(String message, Runnable call) {
        Exception e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void brokenRowsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> StandardScaler.fit(new float[5], 2));
        assertThrows(IllegalArgumentException.class, () -> StandardScaler.fit(new float[0], 2));
        StandardScaler scaler = StandardScaler.fit(new float[4], 2);
        assertThrows(IllegalArgumentException.class, () -> scaler.transform(new float[3]));
    }
}
