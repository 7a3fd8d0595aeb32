package dev.lanewise.samples.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TableTest {
    /** Seen from this module. */
    private static final Path SHARED = Path.of("..", "..", "shared", "data", "tabular");

    @TempDir
    private Path folder;

    private static CommandLine command() {
        return new CommandLine(new Table()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                command().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        assertEquals(0, command.execute(args), err::toString);
        return out.toString();
    }

    private static String error(String... args) {
        StringWriter err = new StringWriter();
        CommandLine command =
                command()
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .setErr(new PrintWriter(err, true))
                        .setExecutionExceptionHandler(
                                (e, line, _) -> {
                                    line.getErr().println(e.getMessage());
                                    return 1;
                                });
        assertTrue(command.execute(args) != 0);
        return err.toString().lines().findFirst().orElseThrow();
    }

    /** The two figures behind a name in the table at the end: network, baseline. */
    private static double[] score(String output, String name) {
        String line =
                output.lines()
                        .filter(each -> each.startsWith("  " + name + "  "))
                        .reduce((_, last) -> last)
                        .orElseThrow(() -> new AssertionError(output));
        return Arrays.stream(line.substring(name.length() + 2).strip().split(" +"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String shared(String name) {
        Path file = SHARED.resolve(name);
        assumeTrue(Files.exists(file), () -> file + " is missing, so this is not tested");
        return file.toString();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text).toString();
    }

    @Test
    void madeUpRentsArePredictedNearlyAsWellAsTheirNoiseAllows() {
        String output = run("--epochs", "20");
        double[] rmse = score(output, "RMSE");
        assertTrue(rmse[0] < 1.35 * SyntheticFlats.NOISE, "RMSE " + rmse[0]);
        assertTrue(rmse[0] > 0.9 * SyntheticFlats.NOISE, "too good to be true: " + rmse[0]);
        assertTrue(rmse[1] > 300, "baseline " + rmse[1]);
    }

    @Test
    void understandsTheColumnsAsTheClassCommentSays() throws IOException {
        Path source =
                Path.of("src", "main", "java", "dev", "lanewise", "samples", "table", "Table.java");
        String expected =
                Files.readString(source)
                        .lines()
                        .dropWhile(line -> !line.startsWith(" * made-up flats"))
                        .takeWhile(line -> !line.startsWith(" *       training"))
                        .map(line -> line.length() > 3 ? line.substring(3) : "")
                        .collect(Collectors.joining("\n"));
        String output = run("--epochs", "1").lines().collect(Collectors.joining("\n"));
        assertTrue(output.startsWith(expected), output);
    }

    @Test
    void everyRunPrintsTheSameButForTheTime() {
        assertEquals(
                run("--epochs", "2").replaceAll("Time: .*", ""),
                run("--epochs", "2").replaceAll("Time: .*", ""));
    }

    @Test
    void predictsOneOfSeveralClasses() {
        String output = run("--target", "district", "--epochs", "5");
        assertTrue(output.contains("5 classes"), output);
        double[] accuracy = score(output, "accuracy");
        assertTrue(accuracy[0] > accuracy[1] + 0.2, output);
    }

    @Test
    void taskCanBeChosen() {
        String output = run("--target", "rooms", "--task", "regression", "--epochs", "3");
        assertTrue(score(output, "RMSE")[0] < score(output, "RMSE")[1], output);
    }

    @Test
    void californiaHousesAreARegression() {
        String output = run("--data", shared("california_housing.csv"), "--epochs", "3");
        assertTrue(output.contains("156 missing"), output);
        assertTrue(score(output, "RMSE")[0] < 62_000, output);
    }

    @Test
    void adultIncomesAreAClassificationWithATestOfTheirOwn() {
        String output =
                run(
                        "--data",
                        shared("adult-train.csv"),
                        "--test",
                        shared("adult-test.csv"),
                        "--epochs",
                        "2");
        assertTrue(output.contains("16,281 rows for the test"), output);
        assertTrue(score(output, "accuracy")[0] > 0.85, output);
        assertTrue(score(output, "ROC AUC")[0] > 0.905, output);
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedBeforeAnythingIsRead() {
        assertEquals("--hidden is 0, expected a positive number", error("--hidden", "64,0"));
        assertEquals("--test and --columns go with --data", error("--test", "x.csv"));
        assertTrue(error("--target", "colour").contains("no column \"colour\""));
    }

    @Test
    void tooFewRowsAreRefused() throws IOException {
        assertTrue(error("--data", file("a,b\n1,2\n")).endsWith(
                "1 rows, expected at least 100, for training, validation and test"));
    }

    @Test
    void namesOfColumnsMustBeAsManyAsThereAreColumns() throws IOException {
        assertTrue(error("--data", file("1,2\n"), "--columns", "a").contains("2 columns"));
    }

    @Test
    void testOfOtherColumnsIsRefused() throws IOException {
        String train = file("a,b\n" + "1,2\n".repeat(100));
        String test = Files.writeString(folder.resolve("t.csv"), "a,c\n1,2\n").toString();
        assertTrue(error("--data", train, "--test", test).contains("expected [a, b]"));
    }

    @Test
    void divergenceIsReportedWithAWayOut() {
        String message = error("--learning-rate", "900");
        assertTrue(message.contains("try a smaller learning rate"), message);
    }
}
