package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.report.Circumstances;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return Benchmarks.run(out, arguments);
        }
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void assertRefused(String message, String... arguments) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Settings.of(arguments));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @Test
    void ourOptionsAreTakenOutAndOthersLeftToJmh() {
        Settings settings = Settings.of("Sgemm", "--folder=here", "-f", "2", "--baseline=");
        assertEquals(
                new Settings(
                        false, Optional.empty(), Optional.empty(), Optional.of(Path.of("here")),
                        List.of("Sgemm", "-f", "2")),
                settings);
        assertEquals("mvn -q -Pbenchmark -Dargs=\"Sgemm -f 2\"", settings.command());
        assertEquals("mvn -q -Pbenchmark", Settings.of("--short").command());
        assertEquals("mvn -q -Pbenchmark -Dargs=\"\"", Settings.of().command());
        assertEquals(Path.of("here"), settings.folder());
        assertEquals(
                "mvn -q -Pbenchmark -Dargs=\"--short -p 'product=NN 8x8x8'\"",
                Settings.of("--short", "-p", "product=NN 8x8x8").command());
    }

    @Test
    void wrongOptionsAreNamed() {
        assertRefused("--fast is not known, expected --short", "--fast");
        assertRefused("--baseline=missing.json: there is no such file", "--baseline=missing.json");
        assertRefused("--read=" + folder + ": there is no such file", "--read=" + folder);
    }

    @Test
    void resultsThatAreReadGoWithNoRun() throws Exception {
        String read = "--read=" + ResultsReaderTest.resource();
        assertRefused("expected no --short beside it", read, "--short");
        assertRefused("expected no [-f, 1] beside it", read, "-f", "1");
    }

    @Test
    void aWrongCommandLineEndsWithTwo() throws Exception {
        assertEquals(2, run("--fast"));
        assertEquals(2, run("-f", "many"));
        assertEquals(2, run("NoSuchBenchmark", "--folder=" + folder));
        Path text = Files.writeString(folder.resolve("text"), "no results");
        assertEquals(2, run("--read=" + text));
    }

    @Test
    void earlierResultsAreShownAndWritten() throws Exception {
        int code = run("--read=" + ResultsReaderTest.resource(), "--folder=" + folder);
        assertEquals(0, code);
        assertTrue(printed().contains("| Sgemm.multiply NN 128x512x784 "), printed());
        assertTrue(
                printed().startsWith(
                        System.lineSeparator() + String.join(
                                System.lineSeparator(),
                                Files.readAllLines(folder.resolve("report.md")))));
        assertTrue(Files.size(folder.resolve("speed-up.png")) > 1000);
    }

    @Test
    void aBenchmarkThatFailsIsNamedAndEndsWithOne() throws Exception {
        int code = run(
                "SgemmBenchmark", "-p", "product=XX", "-p", "implementation=SCALAR", "-f", "1",
                "-o",
                folder.resolve("log").toString(), "--folder=" + folder);
        assertEquals(1, code);
        assertTrue(printed().contains("Nothing was measured."), printed());
        assertTrue(printed().contains("- Failed: Sgemm.multiply SCALAR XX"), printed());
        assertTrue(Files.readString(folder.resolve("log")).contains("product is XX, expected"));
    }

    @Test
    void somethingSlowerThanTheBaselineEndsWithOne() throws Exception {
        Path before = folder.resolve("before.json");
        Path after = folder.resolve("after.json");
        String results = Files.readString(ResultsReaderTest.resource());
        Files.writeString(before, results);
        Files.writeString(after, results.replace("50.0", "40.0"));
        assertEquals(1, run("--read=" + after, "--baseline=" + before, "--folder=" + folder));
        assertTrue(printed().contains(" slower |"), printed());
        assertEquals(0, run("--read=" + before, "--baseline=" + after, "--folder=" + folder));
    }

    @Test
    void aComparisonThatJudgesNothingEndsWithThree() throws Exception {
        Path before = folder.resolve("before.json");
        String results = Files.readString(ResultsReaderTest.resource());
        Files.writeString(before, results.replace("SgemmBenchmark", "OtherBenchmark"));
        assertEquals(3, run("--read=" + ResultsReaderTest.resource(), "--baseline=" + before));
        assertTrue(printed().contains("0 judged of 1 in both files"), printed());
    }

    @Test
    void resultsThatAreReadChangeNoFolderThatIsNotGiven() throws Exception {
        assertEquals(0, run("--read=" + ResultsReaderTest.resource()));
        assertFalse(printed().contains("written"), printed());
    }

    @Test
    void circumstancesAreReadBesideTheirResults() throws Exception {
        Path results = folder.resolve("results.json");
        Files.copy(ResultsReaderTest.resource(), results);
        Circumstances some = Circumstances.start().end(List.of(), List.of(1), "mvn of that day");
        Path circumstances = folder.resolve("circumstances.json");
        new ObjectMapper().writeValue(circumstances.toFile(), some);
        assertEquals(0, run("--read=" + results));
        assertTrue(printed().contains(some.line() + "; `mvn of that day`"), printed());
        Files.writeString(circumstances, "none");
        assertEquals(2, run("--read=" + results));
    }

    @Test
    void aChartOfAnEarlierRunDoesNotStay() throws Exception {
        Path chart = folder.resolve("speed-up.png");
        Files.writeString(chart, "old");
        Path results = folder.resolve("after.json");
        Files.writeString(
                results,
                Files.readString(ResultsReaderTest.resource()).replace("NAIVE", "SCALAR"));
        assertEquals(0, run("--read=" + results, "--folder=" + folder));
        assertFalse(Files.exists(chart));
    }
}
