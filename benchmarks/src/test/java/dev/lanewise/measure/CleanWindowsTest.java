package dev.lanewise.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** On a machine that is made up: its clock goes on by what its yardsticks and its work take. */
class CleanWindowsTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long LIMIT = 500 * MILLISECOND;
    private static final Reading GOOD = new Reading(100, 10);
    private static final Reading SIBLING_BUSY = new Reading(100, 9.6);
    private static final Reading CLOCK_DOWN = new Reading(96, 10);

    private IntFunction<List<Reading>> machine = reading -> List.of(GOOD);
    private long now;
    private int readings;
    private int calls;

    private CleanWindows windows(Reading known) {
        return new CleanWindows(this::read, () -> now, known, LIMIT);
    }

    private List<Reading> read() {
        now += MILLISECOND / 5;
        return machine.apply(readings++);
    }

    private Runnable work(long nanos) {
        return () -> {
            calls++;
            now += nanos;
        };
    }

    @Test
    void onAQuietMachineAllWindowsAreClean() {
        CleanWindows windows = windows(Reading.NONE);
        WindowSummary summary = windows.summary(windows.time(work(MILLISECOND)));
        assertEquals(11, summary.clean().length);
        assertEquals(0, summary.thrown().length);
        assertEquals(1000, summary.callsPerSecond(), 1e-9);
    }

    @Test
    void aWindowIsCleanIfBothYardsticksStandAtTheirBestOnBothSides() {
        // windows lie between readings 0 and 1, 1 and 2, ...: the first three of five are not clean
        machine = reading -> List.of(switch (reading % 5) {
            case 1 -> SIBLING_BUSY;
            case 2 -> CLOCK_DOWN;
            default -> GOOD;
        });
        CleanWindows windows = windows(Reading.NONE);
        windows.warmUp();
        List<Window> seen = windows.time(work(MILLISECOND));
        WindowSummary summary = windows.summary(seen);
        assertEquals(11, summary.clean().length);
        assertEquals(18, summary.thrown().length);
    }

    @Test
    void theWorstCoreDecides() {
        machine = reading -> List.of(GOOD, reading % 2 == 0 ? GOOD : SIBLING_BUSY);
        CleanWindows windows = windows(Reading.NONE);
        assertFalse(windows.summary(windows.time(work(MILLISECOND))).isClean());
    }

    @Test
    void windowsAreJudgedByWhatIsKnownAtTheEnd() {
        CleanWindows windows = windows(Reading.NONE);
        machine = reading -> List.of(SIBLING_BUSY);
        List<Window> before = windows.time(work(MILLISECOND));
        assertTrue(windows.areEnough(before));
        machine = reading -> List.of(GOOD);
        windows.warmUp();
        assertFalse(windows.areEnough(before));
        assertFalse(windows.summary(before).isClean());
    }

    @Test
    void oneFreakReadingDoesNotMoveTheBest() {
        machine = reading -> List.of(reading == 100 ? new Reading(300, 30) : GOOD);
        CleanWindows windows = windows(Reading.NONE);
        for (int work = 0; work < 20; work++) {
            windows.time(work(MILLISECOND));
        }
        assertEquals(GOOD, windows.reference());
    }

    @Test
    void aProcessIsNotContentWithLessThanAnotherOneSaw() {
        machine = reading -> List.of(SIBLING_BUSY);
        CleanWindows windows = windows(GOOD);
        WindowSummary summary = windows.summary(windows.time(work(MILLISECOND)));
        assertFalse(summary.isClean());
        assertEquals(1000, summary.callsPerSecond(), 1e-9);
        assertEquals(GOOD, windows.reference());
    }

    @Test
    void aWorkLongerThanAWindowIsTimedCallByCall() {
        CleanWindows windows = windows(Reading.NONE);
        WindowSummary summary = windows.summary(windows.time(work(20 * MILLISECOND)));
        assertArrayEquals(new double[] {50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50},
                summary.clean(), 1e-9);
        // two to warm up
        assertEquals(13, calls);
    }

    @Test
    void onSeveralCoresEachWindowComesAfterAnUntimedCall() {
        machine = reading -> List.of(GOOD, GOOD);
        CleanWindows windows = windows(Reading.NONE);
        int seen = windows.time(work(20 * MILLISECOND)).size();
        int warmUp = 2;
        assertEquals(2 * seen + warmUp, calls);
    }

    @Test
    void aShortWorkFillsAWindow() {
        CleanWindows windows = windows(Reading.NONE);
        windows.time(work(MILLISECOND / 100));
        calls = 0;
        long start = now;
        int windowsSeen = windows.time(work(MILLISECOND / 100)).size();
        long warmUp = 30 * MILLISECOND;
        double perWindow = (double) (now - start - warmUp) / windowsSeen / MILLISECOND;
        // two milliseconds and a reading
        assertEquals(2.2, perWindow, 0.3);
    }

    @Test
    void itIsGivenUpWhenTimeIsUp() {
        machine = reading -> List.of(reading % 2 == 0 ? GOOD : SIBLING_BUSY);
        CleanWindows windows = windows(Reading.NONE);
        long start = now;
        List<Window> seen = windows.time(work(MILLISECOND));
        assertFalse(windows.summary(seen).isClean());
        assertEquals(LIMIT, now - start, 0.1 * LIMIT);
    }

    @Test
    void warmUpWaitsUntilTheYardsticksAreCompiledForTheLastTime() {
        // shortly before it would have been content
        int compiled = 7_400;
        machine = reading -> List.of(reading < compiled ? new Reading(100, 7.8) : GOOD);
        CleanWindows windows = windows(Reading.NONE);
        windows.warmUp();
        int fiveRounds = 250;
        assertTrue(readings >= compiled + fiveRounds, "readings " + readings);
        assertEquals(GOOD, windows.reference());
    }

    @Test
    void warmUpForgetsWhatASpilledVersionNeverReachesAgain() {
        // seen in earnest: on-stack replacement gives the faster code
        machine = reading -> List.of(reading < 3_000 ? new Reading(118, 10) : GOOD);
        CleanWindows windows = windows(Reading.NONE);
        windows.warmUp();
        assertEquals(GOOD, windows.reference());
    }

    @Test
    void warmUpEndsAlsoOnAMachineThatIsNeverSteady() {
        machine = reading -> List.of(new Reading(100 + reading / 50 % 2 * 10, 10));
        CleanWindows windows = windows(Reading.NONE);
        windows.warmUp();
        assertTrue(now >= 4_000 * MILLISECOND, "now " + now);
        assertTrue(now <= 4_100 * MILLISECOND, "now " + now);
    }
}
