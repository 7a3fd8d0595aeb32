package dev.lanewise.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The output that a sample's class comment shows, so that a test can hold it to its word. */
public final class ClassComment {
    private ClassComment() {}

    /**
     * Lines of the comment without their stars.
     *
     * @param first how the first one starts
     * @param end how the line behind the last one starts
     */
    public static List<String> lines(Class<?> sample, String first, String end)
            throws IOException {
        // seen from this module
        Path source = Path.of("src", "main", "java", sample.getName().replace('.', '/') + ".java");
        return Files.readString(source)
                .lines()
                .dropWhile(line -> !line.startsWith(" * " + first))
                .takeWhile(line -> !line.startsWith(" * " + end))
                .map(line -> line.length() > 3 ? line.substring(3) : "")
                .toList();
    }
}
