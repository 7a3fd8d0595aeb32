package dev.lanewise.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RunningQuantileTest {
    @Test
    void itIsTheValueUpToWhichTheShareLies() {
        RunningQuantile quantile = new RunningQuantile(0.9);
        for (int i = 0; i <= 100; i++) {
            // every number from 0 to 100 once, in no order
            quantile.add(i * 37 % 101);
        }
        assertEquals(90, quantile.value());
    }

    @Test
    void equalValuesAreAllCounted() {
        RunningQuantile quantile = new RunningQuantile(0.5);
        for (double value : new double[] {1, 3, 3, 3, 2}) {
            quantile.add(value);
        }
        assertEquals(3, quantile.value());
    }

    @Test
    void aSingleFreakNeverDecides() {
        RunningQuantile quantile = new RunningQuantile(0.99);
        for (int i = 0; i < 60; i++) {
            quantile.add(i == 7 ? 300 : 100);
        }
        assertEquals(100, quantile.value());
    }

    @Test
    void afterClearingItStartsAnew() {
        RunningQuantile quantile = new RunningQuantile(0.99);
        quantile.add(5);
        quantile.clear();
        quantile.add(1);
        assertEquals(1, quantile.value());
    }
}
