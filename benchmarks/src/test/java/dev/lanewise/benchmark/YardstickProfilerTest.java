package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.measure.Triad;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small run of JMH in a process of its own, from the command line to the table. */
class YardstickProfilerTest {
    @Test
    void everyIterationIsReadAndTheMemoryOnce(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int code = Benchmarks.run(
                    out, "TeamBenchmark.run$", "-p", "threads=1", "-f", "1", "-wi", "1", "-w",
                    "10ms", "-i", "3", "-r", "10ms", "-o", folder.resolve("log").toString(),
                    "--folder=" + folder);
            assertEquals(0, code);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains("Team.run threads=1"), printed);
        assertTrue(printed.contains(" s  Team.run threads=1: "), "progress");
        assertFalse(printed.contains("# Fork: 1 of 1"), "JMH's own output stays in its file");
        assertTrue(Files.readString(folder.resolve("log")).contains("# Fork: 1 of 1"));

        Results results = ResultsReader.read(folder.resolve("results.json"));
        Series series = results.series().getFirst();
        List<Iteration> iterations = series.forks().getFirst();
        assertEquals(3, iterations.size());
        assertEquals(3, series.readings().filter(one -> one.fma() > 0).count());
        assertEquals(3, series.readings().filter(one -> one.integer() > 0).count());
        assertEquals(3, series.triads().get(Triad.Size.CACHE).size());
        assertEquals(1, series.triads().get(Triad.Size.MIDDLE).size());
        assertEquals(1, series.triads().get(Triad.Size.MEMORY).size());
        assertTrue(Files.exists(folder.resolve("circumstances.json")));
        assertTrue(series.allocation().isPresent());
    }
}
