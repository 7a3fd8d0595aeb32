package dev.lanewise.peers.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.peers.compare.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WriteReportTest {
    private static final String RUN = "2026-01-01T00:00:00Z";

    @TempDir
    private Path folder;
    private final TestRuns results = new TestRuns();
    private final StringWriter said = new StringWriter();

    private int execute(String... options) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(
                        results.write(folder.resolve("some.jsonl")).toString(), "--to",
                        folder.resolve("page.md").toString()));
        words.addAll(List.of(options));
        return new CommandLine(new WriteReport())
                .setErr(new PrintWriter(said, true))
                .execute(words.toArray(String[]::new));
    }

    private String page(String... options) throws IOException {
        assertEquals(0, execute(options), said::toString);
        return Files.readString(folder.resolve("page.md"));
    }

    private static void assertHas(String page, String expected) {
        assertTrue(page.contains(expected), () -> expected + "\nis not in\n" + page);
    }

    private void addProducts() throws IOException {
        results.addAll(RUN, 1, TestRuns.SQUARE, 108, 100, 90)
                .addAll(RUN, 1, TestRuns.NARROW, 50, 100, 20);
    }

    @Test
    void aSmallRunMakesAPageThatIsKnown() throws IOException {
        addProducts();
        results.end(RUN, "products", "of those chosen (--shapes): ");
        String page = page("--runs", RUN);
        try (InputStream expected = WriteReportTest.class.getResourceAsStream("expected.md")) {
            assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8),
                    figures(page));
        }
    }

    /** All but prose. */
    private static String figures(String page) {
        return between(page, "## In short", "The better peer of a product is")
                + between(page, "![Square", "## Products")
                + between(page, "### Products on one thread", "## How to measure");
    }

    private static String between(String page, String from, String to) {
        return page.substring(page.indexOf(from), page.indexOf(to));
    }

    @Test
    void everyPictureOfThePageIsThere() throws IOException {
        addProducts();
        results.end(RUN, "products", "");
        String page = page();
        List<String> pictures = page.lines()
                .filter(line -> line.startsWith("!["))
                .map(line -> line.substring(line.indexOf("](") + 2, line.length() - 1))
                .toList();
        assertEquals(3, pictures.size(), page);
        for (String picture : pictures) {
            assertTrue(Files.size(folder.resolve(picture)) > 10_000, picture);
        }
        try (Stream<Path> files = Files.list(folder.resolve("charts"))) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void twoThreadsOfOneRunAreHeldAgainstOneThreadOfAnother() throws IOException {
        String other = "2026-01-02T00:00:00Z";
        addProducts();
        results.end(RUN, "products", "")
                .addAll(other, 2, TestRuns.SQUARE, 216, 190, 200)
                .end(other, "products", "", new Failure("MKL", 2, 6, "it ended"));
        String page = page();
        assertHas(
                page, "ratio to the median of one thread: 2.000 at NN 512x512x512, over 1 of");
        assertHas(page, "- failed: MKL, 2 threads, fork 6: it ended");
        assertHas(page, "| Products: squares, 2 threads ");
    }

    @Test
    void aLibraryOfAnotherRunIsToldWithIt() throws IOException {
        String other = "2026-01-02T00:00:00Z";
        addProducts();
        results.end(RUN, "products", "")
                .add(other, "NETLIB", 1, TestRuns.SQUARE, 1, 40)
                .end(other, "products", "of those chosen (--libraries): ");
        String page = page("--join", other);
        assertHas(page, "|  MKL | VectorBLAS |");
        assertHas(page, "Measured in another run, beside none of the others: VectorBLAS.");
        assertHas(page, "2026-01-02T00:00:00Z, Some processor");
    }

    @Test
    void predictionsAndProcessesAreToldByTheirOwnReports() throws IOException {
        for (int fork = 1; fork <= 5; fork++) {
            for (String engine : List.of("LANEWISE", "ONNX_RUNTIME")) {
                results.add(
                        "{\"run\":\"p\",\"engine\":\"" + engine + "\",\"fork\":" + fork
                                + ",\"build\":\"of " + engine + "\",\"cleanCalls\":9000,"
                                + "\"p50\":20,\"p99\":40,\"calls\":9000,\"p50OfAll\":21,"
                                + "\"p99OfAll\":41,\"fma\":100,\"integer\":10,\"java\":\"25\","
                                + "\"jvm\":[]}");
            }
            results.add(
                    "{\"run\":\"w\",\"library\":\"LANEWISE\",\"fork\":" + fork
                            + ",\"wallSeconds\":4,\"outcome\":{\"accuracy\":0.86,"
                            + "\"trainSeconds\":3,\"cpuSeconds\":5,\"peakKilobytes\":1024}}");
        }
        results.end("p", "predict", "").end("w", "process", "");
        String page = page();
        assertHas(page, "met: prediction, ONNX Runtime's median process to our worst: 1.000");
        assertHas(page, "| Predictions: p50 and p99, one thread      |     2 |     0 |     2 |");
        assertHas(page, "- ONNX Runtime: of ONNX_RUNTIME");
        assertHas(page, "4.00 (4.00)");
        assertHas(page, "```\nmvn process\n```");
    }

    @Test
    void whatARunOfJmhLeftIsTakenIn() throws IOException {
        addProducts();
        results.end(RUN, "products", "");
        Path jmh = Files.createDirectory(folder.resolve("jmh"));
        Files.writeString(jmh.resolve("report.md"), "| a call |\n");
        Files.write(jmh.resolve("speed-up.png"), new byte[] {1, 2, 3});
        String page = page("--jmh", jmh.toString());
        assertHas(page, "![Speed-up over plain loops](charts/kernels.png)\n\n| a call |\n");
        assertEquals(3, Files.size(folder.resolve("charts").resolve("kernels.png")));
    }

    @Test
    void wrongArgumentsAreNamedBeforeAnythingIsWritten() throws IOException {
        addProducts();
        results.end(RUN, "products", "");
        assertRefused("[never] are no runs that came to an end, expected some of [" + RUN, "--runs",
                "never");
        assertRefused("--jmh is nosuch, expected a folder with report.md", "--jmh", "nosuch");
        assertRefused("nosuch.jsonl cannot be read", "nosuch.jsonl");
        assertRefused("--join has [" + RUN + "], expected runs of products or steps", "--join",
                RUN);
        results.add("{no json");
        assertRefused("some.jsonl, line 32 is not a line of results");
    }

    @Test
    void whereNothingCanBeToldTheOldPageStays() throws IOException {
        addProducts();
        results.end(RUN, "products", "of those chosen (--shapes): ");
        Path page = Files.writeString(folder.resolve("page.md"), "old");
        assertTrue(execute() != 0);
        assertHas(said.toString(), "there is nothing to tell");
        assertHas(said.toString(), "expected --runs with some of [" + RUN + "]");
        assertEquals("old", Files.readString(page));
        assertTrue(Files.notExists(folder.resolve("charts")));
    }

    @Test
    void aRunThatGivesNothingCannotBeJoined() throws IOException {
        addProducts();
        results.end(RUN, "products", "")
                .add(
                        "{\"run\":\"p\",\"engine\":\"LANEWISE\",\"fork\":1}")
                .end("p", "predict", "");
        assertRefused("--join has [p], expected runs of products or steps", "--join", "p");
    }

    @Test
    void picturesOfAnOlderPageGoAndThoseOfOthersStay() throws IOException {
        addProducts();
        results.end(RUN, "products", "");
        Path charts = Files.createDirectory(folder.resolve("charts"));
        for (String name : List.of("steps-2-all.png", "kernels.png", "losses.png")) {
            Files.writeString(charts.resolve(name), "old");
        }
        page();
        assertTrue(Files.notExists(charts.resolve("steps-2-all.png")));
        assertTrue(Files.notExists(charts.resolve("kernels.png")));
        assertTrue(Files.exists(charts.resolve("losses.png")));
        assertTrue(Files.exists(charts.resolve("products-1-shares.png")));
    }

    @Test
    void aRunThatStoppedHalfWayIsToldAsSuch() throws IOException {
        addProducts();
        results.end(RUN, "products", "");
        String page = page();
        assertHas(page, "Not all that was planned was measured: Lanewise (2 of ");
        assertHas(page, " thread              | 1 of 11 |");
    }

    private void assertRefused(String expected, String... options) throws IOException {
        assertTrue(execute(options) != 0);
        assertHas(said.toString(), expected);
        assertTrue(Files.notExists(folder.resolve("page.md")));
    }
}
