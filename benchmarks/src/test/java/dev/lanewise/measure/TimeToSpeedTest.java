package dev.lanewise.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeToSpeedTest {
    private static final long MILLISECOND = 1_000_000;

    private static long[] calls(long... millis) {
        return LongStream.concat(
                Arrays.stream(millis), LongStream.generate(() -> 1).limit(300))
                .map(call -> call * MILLISECOND)
                .toArray();
    }

    @Test
    void callsUntilFastAreCountedWithTheirTime() {
        TimeToSpeed time = TimeToSpeed.of(calls(400, 30, 30, 2, 2), 0.9);
        assertEquals(5, time.calls());
        assertEquals(464 * MILLISECOND, time.nanos());
        assertEquals(MILLISECOND, time.finalNanosPerCall());
    }

    @Test
    void aFewFastCallsBetweenSlowOnesDoNotCount() {
        assertEquals(9, TimeToSpeed.of(calls(40, 1, 1, 9, 9, 9, 9, 9, 9), 0.9).calls());
    }

    @Test
    void aShortFastStretchBeforeSlowCallsDoesNotCount() {
        long[] millis = new long[23];
        Arrays.fill(millis, 1);
        millis[0] = 40;
        Arrays.fill(millis, 13, 23, 9);
        assertEquals(23, TimeToSpeed.of(calls(millis), 0.9).calls());
    }

    @Test
    void oneInterruptedCallLaterDoesNotCount() {
        assertEquals(1, TimeToSpeed.of(calls(40, 1, 1, 1, 1, 50, 1, 1, 1), 0.9).calls());
    }

    @Test
    void nearlyFastIsFast() {
        long[] calls = calls(40);
        Arrays.fill(calls, 1, 51, 110 * MILLISECOND / 100);
        assertEquals(1, TimeToSpeed.of(calls, 0.9).calls());
        assertEquals(51, TimeToSpeed.of(calls, 0.95).calls());
    }

    @Test
    void aFewLongCallsHaveASpeedToo() {
        long[] calls = new long[15];
        Arrays.fill(calls, 50 * MILLISECOND);
        calls[0] = 900 * MILLISECOND;
        assertEquals(1, TimeToSpeed.of(calls, 0.9).calls());
    }

    @Test
    void itMayBeUpToSpeedOnlyAtTheEnd() {
        long[] calls = new long[15];
        Arrays.fill(calls, 0, 9, 5 * MILLISECOND);
        Arrays.fill(calls, 9, 15, MILLISECOND);
        assertEquals(9, TimeToSpeed.of(calls, 0.9).calls());
    }

    @Test
    void tooFewCallsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TimeToSpeed.of(new long[14], 0.9));
    }
}
