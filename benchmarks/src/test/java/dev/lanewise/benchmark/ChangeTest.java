package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.benchmark.Change.Verdict;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final double LEVEL = 0.05;

    @Test
    void identicalForksShowNoChange() {
        double[] forks = {100, 101, 99, 100, 102};
        Change change = Change.of(forks, forks, LEVEL);
        assertEquals(1, change.ratio(), 1e-12);
        assertEquals(Verdict.NO_CHANGE, change.verdict());
    }

    /** By hand: logarithms differ by ln 1.1; both variances are those of the five logarithms. */
    @Test
    void theIntervalIsWelchs() {
        double[] before = {Math.exp(0.01), Math.exp(-0.01), Math.exp(0.02), Math.exp(-0.02), 1};
        double[] after = new double[5];
        for (int i = 0; i < 5; i++) {
            after[i] = 1.1 * before[i];
        }
        Change change = Change.of(before, after, LEVEL);
        // variance 0.00025, error² 2·0.00025/5, t of 8 degrees at 0.975 is 2.306004
        double margin = 2.306004 * Math.sqrt(0.0001);
        assertEquals(1.1, change.ratio(), 1e-12);
        assertEquals(1, change.before(), 1e-12);
        assertEquals(1.1, change.now(), 1e-12);
        assertEquals(1.1 * Math.exp(-margin), change.low(), 1e-7);
        assertEquals(1.1 * Math.exp(margin), change.high(), 1e-7);
        assertEquals(Verdict.SLOWER, change.verdict());
        assertEquals(Verdict.FASTER, Change.of(after, before, LEVEL).verdict());
    }

    /** By hand: the degrees of freedom are those of the side that varies. */
    @Test
    void aSideThatDoesNotVaryAddsNoFreedom() {
        double[] before = {1, 1, 1, 1, 1};
        double[] after = {Math.exp(-0.1), 1, Math.exp(0.1)};
        Change change = Change.of(before, after, LEVEL);
        // t of 2 degrees at 0.975 is 4.302653
        assertEquals(Math.exp(4.302653 * Math.sqrt(0.01 / 3)), change.high(), 1e-6);
    }

    @Test
    void whatTheMachineMayDriftByIsNoChange() {
        double[] before = {100, 100.01, 99.99};
        double[] after = {102, 102.01, 101.99};
        assertEquals(Verdict.NO_CHANGE, Change.of(before, after, LEVEL).verdict());
        double[] beyond = {104, 104.01, 103.99};
        assertEquals(Verdict.SLOWER, Change.of(before, beyond, LEVEL).verdict());
    }

    @Test
    void noChangeTellsHowLargeItCouldBe() {
        assertEquals(
                "no change seen (could be up to 12.0 per cent)",
                new Change(100, 102, 0.95, 1.12).text());
        assertEquals(
                "no change seen (could be up to 25.0 per cent)",
                new Change(100, 90, 0.8, 1.02).text());
    }
}
