package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircumstancesTest {
    private static final Circumstances SOME = new Circumstances(
            "2026-11-22T05:35:07Z", "AMD EPYC", 2, new Caches("32 KB", "1 MB", "32 MB"),
            "Linux amd64", "OpenJDK 64-Bit Server VM 25", List.of("-XX:MaxVectorSize=16"),
            List.of(1, 2), 2.6, -1, "mvn -q -Ppeers");

    @Test
    void theLineTellsAllThatFiguresDependOn() {
        assertEquals(
                "2026-11-22T05:35:07Z, AMD EPYC, 2 processors, caches 32 KB, 1 MB, 32 MB, "
                        + "Linux amd64, OpenJDK 64-Bit Server VM 25, -XX:MaxVectorSize=16, "
                        + "1 and 2 threads; load average 2.6 before, unknown after",
                SOME.line());
    }

    @Test
    void jsonKeepsEverything() throws IOException {
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(SOME);
        assertEquals(SOME, json.readValue(text, Circumstances.class), text);
    }

    @Test
    void aRunIsToldFromItsBeginningToItsEnd() {
        Circumstances.Start start = Circumstances.start();
        Circumstances told = start.end(List.of(), List.of(1), "make");
        assertEquals(start.date(), told.date());
        assertTrue(Instant.parse(told.date()).isBefore(Instant.now().plusSeconds(1)), told.date());
        assertEquals(Runtime.getRuntime().availableProcessors(), told.processors());
        assertTrue(told.jdk().endsWith(Runtime.version().toString()), told.jdk());
        assertTrue(told.line().contains(", 1 thread; load average "), told.line());
    }
}
