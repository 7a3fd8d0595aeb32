package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's first program is one that runs, and its output is what that program prints. */
class ReadmeTest {
    private static final Path TOP = Path.of(System.getProperty("basedir", "."), "..");

    @Test
    void theFirstProgramAndItsOutputAreReal() throws IOException {
        String readme = Files.readString(TOP.resolve("README.md")).replace("\r\n", "\n");
        String source =
                Files.readString(TOP.resolve("engine/src/test/java/dev/lanewise/Smallest.java"))
                        .replace("\r\n", "\n");
        String start = "static void run() {\n";
        String program =
                source.substring(source.indexOf(start) + start.length(),
                        source.indexOf("    }\n    // @"));
        assertTrue(readme.contains("```java\n" + program + "```"), program);
        String output = outputOf(Smallest::run);
        assertTrue(readme.contains("```\n" + output + "```"), output);
    }

    private static String outputOf(Runnable program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(console);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
