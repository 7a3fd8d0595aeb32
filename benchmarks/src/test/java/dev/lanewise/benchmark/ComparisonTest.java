package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Triad;
import java.util.List;
import java.util.Map;
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
        assertContains(comparison, "0 judged of 0 in both files: 0 slower, 0 faster, 0 without");
    }

    @Test
    void whatMovesMemoryIsNotJudgedWhereTheTriadOfItsSizeDiffers() {
        Work work = new Work(Work.Kind.GBYTE, 8e-3);
        Series fast = Made.series(SQUARE, "VECTOR", 100, 101, 102);
        Series slow = Made.series(SQUARE, "VECTOR", 200, 201, 202);
        Results before = new Results(
                List.of(Made.with(Map.of(Triad.Size.MIDDLE, List.of(60.0)), work, fast)));
        Results other = new Results(
                List.of(Made.with(Map.of(Triad.Size.MIDDLE, List.of(45.0)), work, slow)));
        Comparison comparison = new Comparison(before, other);
        assertFalse(comparison.isJudged());
        assertContains(comparison, "not judged: triad 8 MB now shows 0.75 of what it did");
        Results same = new Results(
                List.of(Made.with(Map.of(Triad.Size.MIDDLE, List.of(59.0)), work, slow)));
        assertTrue(new Comparison(before, same).isSlower());
    }

    @Test
    void anotherVirtualMachineIsNamed() {
        Series here = Made.series(SQUARE, "VECTOR", 100, 101);
        Series there = Made.on(new Jvm("OpenJDK 26", List.of("-Xint")), here);
        Results before = new Results(List.of(here));
        assertContains(
                new Comparison(before, new Results(List.of(there))),
                "The virtual machine differs: OpenJDK 25 before, OpenJDK 26 -Xint now.");
        assertFalse(new Comparison(before, before).lines().getFirst().contains("differs"));
    }

    @Test
    void modesAreNotMixed() {
        Case other = new Case(SQUARE.benchmark(), "avgt", 1, SQUARE.parameters());
        Results results = new Results(
                List.of(
                        Made.series(SQUARE, "VECTOR", 100, 101),
                        Made.series(other, "VECTOR", 200, 201)));
        assertContains(new Comparison(results, results), "2 judged of 2 in both files");
    }

    @Test
    void timesAreOfTheForksThatTheRatioIsOf() {
        Results before = new Results(List.of(Made.series(SQUARE, "VECTOR", 100, 400)));
        Results after = new Results(List.of(Made.series(SQUARE, "VECTOR", 400, 400)));
        assertContains(new Comparison(before, after), "| 200 ns | 400 ns | 2.000 (");
    }

    private static void assertContains(Comparison comparison, String text) {
        String lines = String.join("\n", comparison.lines()).replaceAll(" +", " ");
        assertTrue(lines.contains(text), lines);
    }
}
