package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void ofAnEvenNumberTheMiddleTwoAreAveraged() {
        assertEquals(2, Median.of(DoubleStream.of(9, 1, 2)).orElseThrow());
        assertEquals(3, Median.of(DoubleStream.of(9, 1, 2, 4)).orElseThrow());
        assertTrue(Median.of(DoubleStream.empty()).isEmpty());
    }
}
