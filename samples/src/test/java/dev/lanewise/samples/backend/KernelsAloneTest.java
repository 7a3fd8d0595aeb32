package dev.lanewise.samples.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.ClassComment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@link KernelsAlone}, whose exit code is 0 only where both ways came to the same bits. */
class KernelsAloneTest {
    private final StringWriter out = new StringWriter();

    @Test
    void printsWhatTheClassCommentSays() throws IOException {
        assertEquals(0, run());
        List<String> output = out.toString().lines().map(String::stripTrailing).toList();
        assertLinesMatch(ClassComment.lines(KernelsAlone.class, "2-16-1", "</pre>"), output);
    }

    @Test
    void keepsTheBitsOfTrainingStepAfterEveryUpdate() {
        assertEquals(0, run("--steps", "37"), out::toString);
        assertTrue(out.toString().contains("equal to the bit after 37 of 37 updates"));
    }

    @Test
    void refusesToMakeNoStep() {
        assertEquals(2, run("--steps", "0"));
    }

    private int run(String... args) {
        return new CommandLine(new KernelsAlone())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args);
    }
}
