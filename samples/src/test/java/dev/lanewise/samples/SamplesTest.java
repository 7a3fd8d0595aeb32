package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.common.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/** {@link Samples}: the list of the course, and what becomes of errors. */
class SamplesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsTheCourse() {
        assertEquals(0, run());
        String text = out.toString();
        assertTrue(text.contains("The course:"), text);
        for (String number : new String[] {"01", "02", "03", "04", "05", "06"}) {
            assertTrue(text.lines().anyMatch(line -> line.startsWith("  " + number + " ")), text);
        }
        assertEquals("", err.toString());
    }

    @Test
    void explainsEverySample() {
        for (String number : new String[] {"01", "02", "03", "04", "05", "06"}) {
            assertEquals(0, run(number, "--help"));
            assertTrue(out.toString().contains("samples " + number + " ["), out::toString);
        }
    }

    @Test
    void refusesASampleThatIsNotThere() {
        assertEquals(2, run("99"));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(
                err.toString().startsWith("error: there is no sample 99; there are 01 to 06"),
                err::toString);
    }

    @Test
    void tellsAUserErrorInOneLine() {
        assertEquals(1, runFailing(new UserError("the disk\nis full")));
        assertEquals("error: the disk is full", err.toString().strip());
    }

    @Test
    void tellsAFileErrorInOneLine() {
        assertEquals(1, runFailing(new IOException("no space left")));
        assertEquals("error: no space left", err.toString().strip());
    }

    @Test
    void saysOfAMissingFileThatItIsMissing() {
        assertEquals(1, runFailing(new NoSuchFileException("a.csv")));
        assertEquals("error: a.csv: no such file or directory", err.toString().strip());
    }

    @Test
    void keepsTheTraceOfAnErrorOfTheProgramItself() {
        assertEquals(1, runFailing(new IllegalStateException("a bug")));
        assertTrue(err.toString().contains("IllegalStateException: a bug"), err::toString);
        assertTrue(err.toString().contains("\tat "), err::toString);
    }

    private int run(String... args) {
        return execute(Samples.commandLine(), args);
    }

    private int runFailing(Exception failure) {
        return execute(Samples.commandLine().addSubcommand(new Failing(failure)), "failing");
    }

    private int execute(CommandLine command, String... args) {
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    /** A sample that goes wrong. */
    @Command(name = "failing")
    private static final class Failing implements Callable<Integer> {
        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
