package dev.lanewise.peers.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void thePeakIsTheHighWaterMarkOfTheStatusFile() {
        assertEquals(
                387532,
                Outcome.peak(
                        List.of("Name:\tjava", "VmPeak:\t 4000000 kB", "VmHWM:\t  387532 kB",
                                "VmRSS:\t  300000 kB")));
        assertEquals(-1, Outcome.peak(List.of("Name:\tjava")));
    }

    @Test
    void whatAProcessPrintsIsReadAgain() throws IOException {
        Outcome outcome = new Outcome(0.8714, 3.074109178, 5.37, 386740);
        assertEquals(outcome, Outcome.parse(outcome.toJson()));
        Outcome tiny = new Outcome(1e-5, 1234567.5, 0, -1);
        assertEquals(tiny, Outcome.parse(tiny.toJson()));
    }

    @Test
    void thisProcessHasUsedSomeProcessorTime() throws IOException {
        Outcome outcome = Outcome.now(0.5, 1);
        assertTrue(outcome.cpuSeconds() > 0, outcome::toString);
        assertTrue(
                outcome.peakKilobytes() == -1 || outcome.peakKilobytes() > 1000, outcome::toString);
    }
}
