package dev.lanewise.peers.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * One run of a command.
 *
 * @param name when it began
 * @param forks processes of each kind
 * @param file where results are added as lines of JSON
 * @param out where the report goes
 * @param progress where remarks go while it runs
 */
public record Run(
        String name,
        int forks,
        Path file,
        PrintWriter out,
        PrintWriter progress) {
    /** Adds lines to the results. */
    public void keep(List<String> lines) throws IOException {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
