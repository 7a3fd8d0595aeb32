package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the tests in a JVM of its own, on the class path. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /** Whether such a JVM, which is the one of the tests, compiles with HotSpot's C2. */
    public static boolean hasC2() {
        return System.getProperty("java.vm.name").contains("Server VM")
                && !System.getProperty("java.vm.version").contains("jvmci");
    }

    /** The lines that the program printed; it must end with exit code 0. */
    public static List<String> run(Class<?> program, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = start(program, flags, arguments);
        List<String> lines = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), program.getName() + ": " + lines);
        return lines;
    }

    /** The program, running; what it prints, errors too, comes from its input. */
    public static Process start(Class<?> program, List<String> flags, List<String> arguments)
            throws IOException {
        Path target = Path.of(System.getProperty("basedir", "."), "target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(
                target.resolve("classes")
                        + System.getProperty("path.separator")
                        + target.resolve("test-classes"));
        command.add(program.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
