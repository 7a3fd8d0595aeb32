package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "4.2, 4.20 ns", "845.2, 845 ns", "999.6, 1.00 µs", "12345, 12.3 µs", "1.6e6, 1.60 ms",
        "170709000, 171 ms", "2.5e9, 2.50 s", "NaN, -"})
    void timesHaveThreeDigitsAndTheirUnit(double nanos, String text) {
        assertEquals(text, Texts.time(nanos));
    }

    @ParameterizedTest
    @CsvSource({"0.0123, 0.0123", "1, 1.00", "12.34, 12.3", "123.4, 123", "12345, 12300"})
    void threeDigitsCount(double value, String text) {
        assertEquals(text, Texts.threeDigits(value));
    }

    @ParameterizedTest
    @CsvSource({"2, ops/s, 5e8", "2, ops/us, 500", "3, us/op, 3000", "3, ns/op, 3",
        "1, min/op, 6e10"})
    void unitsOfScoresBecomeNanoseconds(double score, String unit, double nanos) {
        assertEquals(nanos, TimeUnits.nanosPerOperation(score, unit));
    }

    @Test
    void timesOfIterationsBecomeNanoseconds() {
        assertEquals(50e6, TimeUnits.nanos("50 ms").orElseThrow());
        assertTrue(TimeUnits.nanos("single-shot").isEmpty());
        assertTrue(TimeUnits.nanos("50 miles").isEmpty());
    }

    @Test
    void otherUnitsAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> TimeUnits.nanosPerOperation(1, "B/op"));
        assertThrows(
                IllegalArgumentException.class, () -> TimeUnits.nanosPerOperation(1, "counts"));
    }
}
