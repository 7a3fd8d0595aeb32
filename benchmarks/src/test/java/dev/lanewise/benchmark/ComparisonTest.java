package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.measure.Reading;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Case SQUARE = Made.product("NN 64x64x64");

    @Test
    void tenPerCentAreSeenThroughOnePerCentOfNoise() {
        Results before = Made.noisy(1, 1, 0.01, new Random(1));
        Results after = Made.noisy(1, 1.1, 0.01, new Random(2));
        Comparison slower = new Comparison(before, after);
        assertTrue(slower.isSlower(), slower.lines()::toString);
        Comparison faster = new Comparison(after, before);
        assertFalse(faster.isSlower());
        assertContains(faster, "0 slower, 1 faster");
    }

    @Test
    void theSameResultsShowNoChange() {
        Results results = Made.noisy(3, 1, 0.02, new Random(3));
        assertContains(
                new Comparison(results, results), "0 slower, 0 faster, 3 without a change");
    }

    /** At 95 per cent each, twenty comparisons of fifty would raise some fifty alarms. */
    @Test
    void noiseInManyCasesRaisesNoAlarm() {
        Random random = new Random(4);
        int alarms = 0;
        for (int run = 0; run < 20; run++) {
            Comparison comparison = new Comparison(
                    Made.noisy(50, 1, 0.2, random), Made.noisy(50, 1, 0.2, random));
            alarms += comparison.isSlower() ? 1 : 0;
        }
        assertTrue(alarms <= 2, alarms + " alarms");
    }

    @Test
    void oneForkIsNotJudged() {
        Results before = new Results(List.of(Made.series(SQUARE, "VECTOR", 100)));
        Results after = new Results(List.of(Made.series(SQUARE, "VECTOR", 200, 200, 200)));
        Comparison comparison = new Comparison(before, after);
        assertFalse(comparison.isSlower());
        assertContains(comparison, "not judged: one fork on a side, noise between JVMs unknown");
    }

    @Test
    void forksInABusyHourAreNotJudged() {
        Series quiet = Made.series(SQUARE, "VECTOR", 100, 101, 102);
        Series other = Made.series(Made.product("NN 32x32x32"), "VECTOR", 10);
        Series busy = Made.series(SQUARE, "VECTOR", Made.BUSY, 200, 201, 202);
        Comparison comparison =
                new Comparison(new Results(List.of(quiet)), new Results(List.of(busy, other)));
        assertFalse(comparison.isSlower());
        assertContains(comparison, "not judged: fewer than 2 clean forks on a side");
    }

    @Test
    void anotherMachineIsNotJudged() {
        Series fast = Made.series(SQUARE, "VECTOR", 100, 101, 102);
        Series slow =
                Made.series(SQUARE, "VECTOR", new Reading(90, 12), 120, 121, 122);
        Comparison comparison =
                new Comparison(new Results(List.of(fast)), new Results(List.of(slow)));
        assertFalse(comparison.isSlower());
        assertContains(comparison, "Not judged: the machine is not the same.");
    }

    @Test
    void withoutYardsticksNothingIsJudged() {
        Series one = Made.series(SQUARE, "VECTOR", Reading.NONE, 100, 101, 102);
        Results results = new Results(List.of(one));
        assertContains(new Comparison(results, results), "measured without yardsticks");
    }

    @Test
    void whatOnlyOneFileHasIsNamed() {
        Results before = new Results(List.of(Made.series(SQUARE, "VECTOR", 100, 101)));
        Results after = new Results(List.of(Made.series(SQUARE, "SCALAR", 100, 101)));
        Comparison comparison = new Comparison(before, after);
        assertContains(comparison, "only in the baseline");
        assertContains(comparison, "only in the new results");
        assertEquals(
                "0 slower, 0 faster, 0 without a change that was seen, of 0 in both files.",
                comparison.lines().getLast().substring(0, 73));
    }

    private static void assertContains(Comparison comparison, String text) {
        String lines = String.join("\n", comparison.lines());
        assertTrue(lines.contains(text), lines);
    }
}
