package dev.lanewise.samples.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.samples.ClassComment;
import dev.lanewise.samples.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    /** Seen from this module. */
    private static final Path SHARED = Path.of("..", "..", "shared", "data", "tabular");

    @TempDir
    private Path folder;

    private int execute(Writer out, Writer err, String... args) {
        return Samples.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setOverwrittenOptionsAllowed(true)
                .execute(
                        Stream.concat(
                                Stream.of("03", "--output", folder.toString()),
                                Stream.of(args))
                                .toArray(String[]::new));
    }

    private String run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(0, execute(out, err, args), err::toString);
        assertEquals("", err.toString());
        return out.toString();
    }

    private String error(String... args) {
        StringWriter err = new StringWriter();
        assertTrue(execute(Writer.nullWriter(), err, args) != 0);
        assertEquals(1, err.toString().lines().count(), err::toString);
        return err.toString().strip().substring("error: ".length());
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
    void printsWhatTheClassCommentSays() throws IOException {
        List<String> expected = ClassComment.lines(Table.class, "made-up flats", "Picture");
        List<String> output = run().lines().toList();
        int gap = expected.indexOf("  ...");
        List<String> rest = expected.subList(gap + 1, expected.size());
        assertLinesMatch(expected.subList(0, gap), output.subList(0, gap));
        // behind it are where the picture is and how long it took
        int end = output.size() - 2;
        assertLinesMatch(rest, output.subList(end - rest.size(), end));
    }

    @Test
    void drawsTheCurvesOfTheTraining() throws IOException {
        String output = run("--epochs", "2");
        Path picture = folder.resolve("learning-curves.png");
        assertTrue(output.contains("Picture: " + picture.toAbsolutePath().normalize()), output);
        assertTrue(ImageIO.read(picture.toFile()).getWidth() > 600);
    }

    @Test
    void drawsTheLossOverTheLearningRateInThePlaceOfATraining() throws IOException {
        String output = run("--find-rate", "--hidden", "16");
        assertTrue(output.contains("The loss fell fastest at "), output);
        assertFalse(output.contains("of the test "), output);
        assertTrue(ImageIO.read(folder.resolve("learning-rates.png").toFile()).getWidth() > 600);
    }

    @Test
    void linearNetworkHasNoHiddenLayer() {
        String output = run("--linear", "--ranges", "1", "--epochs", "20");
        assertTrue(output.contains(" × 1  Identity"), output);
        assertFalse(output.contains("Relu"), output);
        double rmse = score(output, "RMSE")[0];
        assertTrue(rmse > 1.5 * SyntheticFlats.NOISE && rmse < 200, "RMSE " + rmse);
    }

    @Test
    void saysBeforeAnythingIsReadThatTheOutputIsNoDirectory() throws IOException {
        String file = file("a,b\n");
        assertTrue(error("--output", file).endsWith("data.csv: is there, and not a directory"));
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
        assertTrue(output.contains(" missing"), output);
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
        assertEquals(
                "--learning-rate is 1000.0, expected a number above 0 and below 1000",
                error("--learning-rate", "1e3"));
        assertEquals(
                "--weight-decay is NaN, expected 0 or a number above it and below 1000",
                error("--weight-decay", "NaN"));
        assertTrue(error("--hidden", "999999999").startsWith("--hidden: number of parameters"));
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
