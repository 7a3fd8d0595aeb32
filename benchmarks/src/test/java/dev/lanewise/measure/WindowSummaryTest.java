package dev.lanewise.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowSummaryTest {
    private static List<Window> windows(double... rates) {
        return Arrays.stream(rates)
                .mapToObj(rate -> new Window(Reading.NONE, rate, Reading.NONE))
                .toList();
    }

    @Test
    void theMedianOfTheCleanWindowsCounts() {
        WindowSummary summary =
                WindowSummary.of(windows(9, 3, 99, 5, 98), window -> window.callsPerSecond() < 90);
        assertEquals(5, summary.callsPerSecond());
        assertArrayEquals(new double[] {3, 5, 9}, summary.clean());
        assertArrayEquals(new double[] {98, 99}, summary.thrown());
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(4, WindowSummary.of(windows(5, 1, 3, 7), window -> true).callsPerSecond());
    }

    @Test
    void withoutACleanWindowTheBestOfTheOthersIsAllThereIs() {
        WindowSummary summary = WindowSummary.of(windows(5, 7, 6), window -> false);
        assertFalse(summary.isClean());
        assertEquals(7, summary.callsPerSecond());
    }
}
