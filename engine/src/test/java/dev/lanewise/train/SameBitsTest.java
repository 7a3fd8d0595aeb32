package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed trains to the same bits in JVMs with other lanes, without lanes, and interpreted. */
class SameBitsTest {
    private static final int STEPS = 12;
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** Flags of the JVM, after what its first line must say. */
    static Stream<List<String>> machines() {
        return Stream.of(
                List.of("vector", VECTORS),
                List.of("vector, 4 lanes", VECTORS, "-XX:MaxVectorSize=16"),
                List.of("vector, ", VECTORS, "-XX:MaxVectorSize=32"),
                List.of("vector", VECTORS, "-XX:TieredStopAtLevel=1"),
                List.of("vector", VECTORS, "-Xint"),
                List.of("scalar"),
                List.of("scalar", "-Xint"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyKindOfJvmTrainsToTheBitsOfThisOne(List<String> machine) throws Exception {
        List<String> output = run(machine.subList(1, machine.size()));
        List<String> lines = output.stream().filter(line -> !line.startsWith("WARNING")).toList();
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith(machine.getFirst())),
                machine + ": " + output);
        assertEquals(TrainingDigest.digest(STEPS), lines.getLast(), machine.toString());
    }

    @Test
    void withoutTheVectorModuleAWarningNamesTheFlag() throws Exception {
        String output = String.join("\n", run(List.of()));
        assertTrue(output.contains("--add-modules jdk.incubator.vector"), output);
    }

    /** What the program printed in a JVM of its own, on the class path. */
    private static List<String> run(List<String> flags)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        Path target = Path.of(System.getProperty("basedir", "."), "target");
        command.add(
                target.resolve("classes")
                        + System.getProperty("path.separator")
                        + target.resolve("test-classes"));
        command.add(TrainingDigest.class.getName());
        command.add(String.valueOf(STEPS));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), command + ": " + lines);
        return lines;
    }
}
