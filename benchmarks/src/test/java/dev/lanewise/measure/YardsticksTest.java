package dev.lanewise.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class YardsticksTest {
    @Test
    void everyThreadIsRead() {
        try (Yardsticks yardsticks = new Yardsticks(3)) {
            List<Reading> readings = yardsticks.get();
            assertEquals(3, readings.size());
            for (Reading reading : readings) {
                assertTrue(reading.fma() > 0 && reading.integer() > 0, reading.toString());
            }
        }
    }

    @Test
    void thereMustBeAThread() {
        assertThrows(IllegalArgumentException.class, () -> new Yardsticks(0));
    }
}
