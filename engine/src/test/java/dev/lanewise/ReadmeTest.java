package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's programs are ones that run, and their outputs are what these programs print. */
class ReadmeTest {
    private static final Path TOP = Path.of(System.getProperty("basedir", "."), "..");

    @Test
    void theFirstProgramAndItsOutputAreReal() throws IOException {
        assertShown("Smallest", "static void run() {\n", Smallest::run);
    }

    @Test
    void theSecondProgramAndItsOutputAreReal() throws IOException {
        assertShown("Fuller", "static void run(Dataset people) {\n", Fuller::run);
    }

    private static void assertShown(String name, String start, Runnable run) throws IOException {
        String readme = read("README.md");
        String source = read("engine/src/test/java/dev/lanewise/" + name + ".java");
        String program =
                source.substring(source.indexOf(start) + start.length(),
                        source.indexOf("    }\n    // @"));
        assertTrue(readme.contains("```java\n" + program + "```"), program);
        String output = outputOf(run);
        assertTrue(readme.contains("```\n" + output + "```"), output);
    }

    private static String read(String file) throws IOException {
        return Files.readString(TOP.resolve(file)).replace("\r\n", "\n");
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
