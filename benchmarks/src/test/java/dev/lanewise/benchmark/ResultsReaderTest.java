package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Triad;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsReaderTest {
    private final Results results = ResultsReader.read(resource());

    ResultsReaderTest() throws IOException, URISyntaxException {}

    static Path resource() throws URISyntaxException {
        return Path.of(ResultsReaderTest.class.getResource("results.json").toURI());
    }

    @Test
    void theImplementationIsNoPartOfTheCase() {
        Series vector = results.series().getFirst();
        assertEquals("VECTOR", vector.implementation());
        assertEquals(Map.of("product", "NN 128x512x784"), vector.what().parameters());
        assertEquals(vector.what(), results.series().get(1).what());
        assertEquals("Sgemm.multiply NN 128x512x784, VECTOR", vector.name());
    }

    @Test
    void ratesBecomeTimes() {
        List<List<Iteration>> forks = results.series().getFirst().forks();
        assertEquals(2, forks.size());
        assertEquals(new Iteration(1e5, new Reading(100, 12)), forks.getFirst().getFirst());
        assertEquals(new Iteration(2.5e5, new Reading(90, 12)), forks.getLast().getLast());
    }

    @Test
    void samplesBecomeTheirMean() {
        Series samples = results.series().getLast();
        assertEquals("Team.runAfterPause threads=2 sample", samples.name());
        List<Iteration> iterations = samples.forks().getFirst();
        assertEquals(List.of(3e3, 4e3), iterations.stream().map(Iteration::nanos).toList());
        assertEquals(Reading.NONE, iterations.getFirst().yardsticks());
    }

    @Test
    void theWorkOfACallFollowsFromItsRate() {
        Work work = results.series().getFirst().work().orElseThrow();
        assertEquals(Work.Kind.GFLOP, work.kind());
        assertEquals(0.005, work.amount(), 1e-12);
        assertEquals(50, work.rate(1e5), 1e-9);
    }

    @Test
    void whatJmhItselfAllocatesIsNotTakenForTheKernels() {
        Series.Allocation allocation = results.series().getFirst().allocation().orElseThrow();
        assertEquals(9.5, allocation.bytesPerCall());
        // 400 calls of 125 µs in 50 ms, and 16 KB
        assertEquals(40.96, allocation.ofJmh(), 1e-9);
        assertFalse(allocation.isReal());
        assertTrue(Series.Allocation.of(33, 500).isReal());
        assertFalse(Series.Allocation.of(9_000, 0.5).isReal(), "a call longer than an iteration");
    }

    @Test
    void anIterationIsCleanWhereBothYardsticksStandNearTheBestOfTheFile() {
        assertEquals(new Reading(100, 12), results.best());
        List<List<Iteration>> forks = results.series().getFirst().forks();
        assertTrue(results.isClean(forks.getFirst().getFirst()));
        assertFalse(results.isClean(forks.getFirst().getLast()), "integer loop");
        assertFalse(results.isClean(forks.getLast().getLast()), "FMA chains");
    }

    @Test
    void aForkCountsByItsCleanIterationsIfTheyAreEnough() {
        Figure figure = results.cases()
                .get(results.series().getFirst().what())
                .get("VECTOR");
        assertEquals(new Figure.Fork(1e5, 6, 8), figure.forks().getFirst());
        assertEquals(new Figure.Fork(187_500, 4, 8), figure.forks().getLast(), "all of them");
        assertEquals(143_750, figure.nanos());
        assertEquals(187_500, figure.worst());
        assertFalse(figure.isClean());
    }

    @Test
    void triadsAreThoseOfTheRun() {
        assertEquals(110, results.triad(Triad.Size.CACHE));
        assertEquals(
                13, results.triad(Triad.Size.MEMORY), "of two, the lower: a quantile; 0 is none");
        assertTrue(Double.isNaN(results.triad(Triad.Size.MIDDLE)));
    }

    @Test
    void theVirtualMachineIsToldWithTheFlagsThatWereChosen() {
        assertEquals(
                "OpenJDK 64-Bit Server VM 25.0.3+9-LTS -XX:MaxVectorSize=16",
                results.jvms().getFirst().toString());
    }

    @Test
    void anotherFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("other.json");
        Files.writeString(file, "{}");
        IOException noArray = assertThrows(IOException.class, () -> ResultsReader.read(file));
        assertTrue(noArray.getMessage().contains("expected JMH's results"), noArray.getMessage());
        Files.writeString(file, "[{\"benchmark\": \"a.B.c\"}]");
        IOException noMode = assertThrows(IOException.class, () -> ResultsReader.read(file));
        assertTrue(noMode.getMessage().contains("a.B.c: it has no mode"), noMode.getMessage());
        Files.writeString(file, """
                [{"benchmark": "a.B.c", "mode": "avgt",
                  "primaryMetric": {"scoreUnit": "miles", "rawData": [[1.0]]}}]
                """);
        IOException unit = assertThrows(IOException.class, () -> ResultsReader.read(file));
        assertTrue(unit.getMessage().contains("scoreUnit is miles"), unit.getMessage());
    }
}
