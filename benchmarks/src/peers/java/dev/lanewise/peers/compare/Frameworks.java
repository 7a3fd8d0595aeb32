package dev.lanewise.peers.compare;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class paths of frameworks, whose jars go neither with each other nor with those of the other
 * libraries. Each is a line that Maven wrote, in the folder of the module that names the jars.
 *
 * @param folder of the modules; empty where Maven runs without the profile that has them
 * @param classes of the benchmarks themselves, which no such line names
 */
public record Frameworks(String folder, String classes) {
    /** Those that Maven told this process of. */
    public static Frameworks ofThisRun() {
        return new Frameworks(
                System.getProperty("peers.frameworks", ""),
                System.getProperty("peers.classes", ""));
    }

    /** Whether a framework has a class path. */
    public boolean has(String name) {
        return !folder.isEmpty() && Files.isReadable(line(name));
    }

    /**
     * The class path of a process with a framework.
     *
     * @throws IllegalStateException if there is none
     */
    public String classPath(String name) {
        if (!has(name)) {
            throw new IllegalStateException(
                    name + " has no class path; Maven makes one with -Ppeers,frameworks");
        }
        try {
            return classes + File.pathSeparator + Files.readString(line(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path line(String name) {
        return Path.of(folder, name, "target", "classpath");
    }
}
