package dev.lanewise.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else's program, compiled against the engine's jar with the JDK's own tools and run in
 * the three ways that there are: same bits, no flag where none should be needed, one warning where
 * one is missing.
 */
class ConsumersTest {
    private static final Path JAR = Path.of(System.getProperty("engine.jar")).normalize();
    private static final Path PROGRAMS =
            Path.of(System.getProperty("basedir", "."), "src", "test", "programs");
    private static final String SOURCE =
            PROGRAMS.resolve("consumer").resolve("Consumer.java").toString();
    private static final String MAIN = "consumer.Consumer";

    @TempDir
    static Path directory;

    private static List<String> modular;
    private static List<String> withFlag;
    private static List<String> withoutFlag;

    @BeforeAll
    static void compileAndRun() throws IOException, InterruptedException {
        String module = directory.resolve("module").toString();
        String plain = directory.resolve("plain").toString();
        run("javac", "-p", JAR.toString(), "-d", module,
                PROGRAMS.resolve("module-info.java").toString(), SOURCE);
        run("javac", "-cp", JAR.toString(), "-d", plain, SOURCE);
        modular = java("-p", JAR + File.pathSeparator + module, "-m", "consumer/" + MAIN);
        String classPath = JAR + File.pathSeparator + plain;
        withFlag = java("--add-modules", "jdk.incubator.vector", "-cp", classPath, MAIN);
        withoutFlag = java("-cp", classPath, MAIN);
    }

    /** In English, so that a warning is a WARNING. */
    private static List<String> java(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-Duser.language=en"));
        all.addAll(List.of(arguments));
        return run("java", all.toArray(String[]::new));
    }

    /** The lines that a tool of this JDK prints; it must end with exit code 0. */
    private static List<String> run(String tool, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), command + ": " + lines);
        return lines;
    }

    @Test
    void allPredictTheSameBits() {
        String bits = line(modular, "bits ");
        assertEquals(51, bits.split(" ").length, bits);
        assertEquals(bits, line(withFlag, "bits "));
        assertEquals(bits, line(withoutFlag, "bits "));
    }

    @Test
    void aModuleNeedsNoFlagForVectorKernels() {
        assertTrue(line(modular, "Lanewise ").contains("; kernels: vector, "), modular::toString);
        assertEquals(0, warnings(modular), modular::toString);
    }

    @Test
    void theClassPathNeedsOneFlagForVectorKernels() {
        assertTrue(line(withFlag, "Lanewise ").contains("; kernels: vector, "), withFlag::toString);
        assertEquals(0, warnings(withFlag), withFlag::toString);
    }

    @Test
    void withoutTheFlagOneWarningNamesIt() {
        assertTrue(line(withoutFlag, "Lanewise ").contains("; kernels: scalar; "),
                withoutFlag::toString);
        assertEquals(1, warnings(withoutFlag), withoutFlag::toString);
        assertTrue(withoutFlag.stream().anyMatch(line -> line.startsWith("WARNING: Lanewise ")
                && line.contains("--add-modules jdk.incubator.vector")), withoutFlag::toString);
    }

    /** Java's own warning of incubating modules apart. */
    private static long warnings(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("WARNING:") && !line.contains("incubator modules:"))
                .count();
    }

    @Test
    void theVersionIsKnownFromTheJar() {
        String version = JAR.getFileName().toString()
                .replace("lanewise-engine-", "")
                .replace(".jar", "");
        for (List<String> output : List.of(modular, withFlag, withoutFlag)) {
            String description = line(output, "Lanewise ");
            assertTrue(description.startsWith("Lanewise " + version + ";"), description);
        }
    }

    private static String line(List<String> output, String start) {
        return output.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}
