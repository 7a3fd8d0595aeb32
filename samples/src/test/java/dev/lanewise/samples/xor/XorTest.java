package dev.lanewise.samples.xor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.ClassComment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class XorTest {
    private static String run(String... args) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new Xor()).setOut(new PrintWriter(out));
        assertEquals(0, command.execute(args));
        return out.toString();
    }

    /** The numbers of the lines that start with the name of a parameter, after a heading. */
    private static List<double[]> table(String output, String heading) {
        return output.substring(output.indexOf(heading))
                .lines()
                .dropWhile(line -> !line.startsWith("  w11"))
                .limit(9)
                .map(line -> line.strip().split("[ =*]+|- "))
                .map(words -> Arrays.stream(words).skip(1).filter(word -> !word.isEmpty()))
                .map(numbers -> numbers.mapToDouble(Double::parseDouble).toArray())
                .toList();
    }

    @Test
    void printedGradientsOfChainRuleEngineAndSlopeAgree() {
        List<double[]> rows = table(run("--steps", "1"), "The gradient is");
        assertEquals(9, rows.size());
        for (double[] row : rows) {
            double mean = (row[0] + row[1] + row[2] + row[3]) / 4;
            assertEquals(mean, row[4], 1.5e-5, "mean");
            assertEquals(row[4], row[5], 1.5e-5, "engine");
            assertEquals(row[4], row[6], 1.5e-5, "slope");
        }
        assertTrue(rows.stream().anyMatch(row -> Math.abs(row[4]) > 0.05), "not all zero");
    }

    @Test
    void printedUpdateGoesAgainstTheGradient() {
        for (double[] row : table(run("--steps", "1", "--learning-rate", "0.5"), "UPDATE")) {
            assertEquals(0.5, row[1]);
            assertEquals(row[0] - 0.5 * row[2], row[3], 2e-5, "by hand");
            assertEquals(row[3], row[4], 1.5e-5, "engine");
        }
    }

    @Test
    void learnsXor() {
        String output = run();
        assertTrue(output.contains("Learned:"), output);
        String[] last =
                output.lines()
                        .filter(line -> line.startsWith("         512"))
                        .findFirst()
                        .orElseThrow()
                        .strip()
                        .split(" +");
        assertTrue(Double.parseDouble(last[1]) < 0.01, "mean error " + last[1]);
        assertTrue(Double.parseDouble(last[2]) < 0.02, "0,0");
        assertTrue(Double.parseDouble(last[3]) > 0.98, "0,1");
        assertTrue(Double.parseDouble(last[4]) > 0.98, "1,0");
        assertTrue(Double.parseDouble(last[5]) < 0.02, "1,1");
    }

    @Test
    void saysSoWhenItGetsStuck() {
        assertTrue(run("--seed", "4").contains("Not learned:"));
    }

    @Test
    void printsWhatTheClassCommentSays() throws IOException {
        List<String> output = run().lines().map(String::stripTrailing).toList();
        assertLinesMatch(ClassComment.lines(Xor.class, "XOR: ", "}</pre>"), output);
    }

    @Test
    void refusesToMakeNoStep() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Xor()).setErr(new PrintWriter(err));
        assertEquals(2, command.execute("--steps", "0"));
        String first = err.toString().lines().findFirst().orElseThrow();
        assertEquals("--steps is 0, expected a positive number", first);
    }
}
