package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What a JVM chooses and says of itself, in JVMs of all kinds. */
class LanewiseTest {
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final String NARROW = "-XX:MaxVectorSize=8";
    private static final String WARNING = "Lanewise runs its scalar kernels, ";

    /** Flags, and what the warning must say. */
    static final List<Arguments> BROKEN =
            List.of(
                    Arguments.of(List.of(), "start java with --add-modules jdk.incubator.vector"),
                    Arguments.of(List.of(VECTORS, "-Xint"), "start java without -Xint"),
                    Arguments.of(
                            List.of(VECTORS, "-XX:TieredStopAtLevel=1"), "compiles without C2"),
                    Arguments.of(
                            List.of(VECTORS, NARROW), "have 64 bits, and 128"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @FieldSource("BROKEN")
    void whereSomethingIsBrokenOneWarningNamesItAndScalarKernelsRun(
            List<String> flags, String reason) throws Exception {
        Assumptions.assumeTrue(
                !flags.contains(NARROW) || System.getProperty("os.arch").matches("amd64|x86_64"),
                "lanes of 64 bits are asked for on x64 only");
        List<String> output = ForkedJvm.run(Describer.class, flags, List.of());
        List<String> descriptions = descriptions(output);
        List<String> warnings = output.stream()
                .filter(line -> line.contains(WARNING) && !descriptions.contains(line))
                .toList();
        assertEquals(1, warnings.size(), output::toString);
        assertTrue(warnings.getFirst().contains(reason), output::toString);
        assertEquals(1, descriptions.size(), output::toString);
        assertTrue(descriptions.getFirst().contains("; kernels: scalar; JVM: "), output::toString);
        assertTrue(descriptions.getFirst().contains(reason), output::toString);
        String vectors = flags.isEmpty() ? "the vector kernels need the module " : "vector, ";
        assertTrue(output.getLast().startsWith(vectors), output::toString);
    }

    @Test
    void whereAllIsWellNothingIsLoggedByDefault() throws Exception {
        List<String> output = ForkedJvm.run(Describer.class, List.of(VECTORS), List.of());
        List<String> own = output.stream().filter(line -> !line.contains("incubator")).toList();
        assertEquals(3, own.size(), output::toString);
        assertTrue(own.get(1).contains("; kernels: vector, "), output::toString);
        assertTrue(own.get(1).contains(System.getProperty("java.vm.version")), output::toString);
    }

    @Test
    void theDescriptionIsLoggedOnceForWhoListens() throws Exception {
        Path settings = Files.write(directory.resolve("logging.properties"), List.of(
                "handlers=java.util.logging.ConsoleHandler",
                "java.util.logging.ConsoleHandler.level=ALL", "dev.lanewise.level=ALL"));
        List<String> output = ForkedJvm.run(
                Describer.class,
                List.of(VECTORS, "-Djava.util.logging.config.file=" + settings), List.of());
        String description = descriptions(output).getLast();
        assertEquals(2, output.stream().filter(line -> line.contains(description)).count(),
                output::toString);
    }

    private static List<String> descriptions(List<String> output) {
        return output.stream().filter(line -> line.startsWith("Lanewise ")
                && line.contains("; kernels: ")).toList();
    }

    @Test
    void thisJvmDescribesTheKernelsThatItChose() {
        String description = Lanewise.describe();
        assertTrue(
                description.contains("; kernels: " + Lanewise.kernels().description() + "; JVM: "),
                description);
    }

    @Test
    void otherVirtualMachinesGetScalarKernels() {
        assertEquals("", on("OpenJDK 64-Bit Server VM", "mixed mode, sharing", 256));
        assertEquals("", on("Java HotSpot(TM) 64-Bit Server VM", "compiled mode", 128));
        assertTrue(on("Eclipse OpenJ9 VM", "JRE 25", 256).contains("Eclipse OpenJ9 VM, of whose"));
        assertTrue(on("OpenJDK 64-Bit Zero VM", "interpreted mode", 64).contains("-Xint; the"));
        assertTrue(on("OpenJDK 64-Bit Client VM", "mixed mode", 128).contains("without C2"));
        assertTrue(on("OpenJDK 64-Bit Server VM", "compiled mode, emulated-client", 128)
                .contains("without C2"));
    }

    @Test
    void theWarningSaysWhatItCosts() {
        String server = "OpenJDK 64-Bit Server VM";
        assertTrue(on("Eclipse OpenJ9 VM", "JRE 25", 256).contains(", many times slower"));
        assertTrue(on(server, "interpreted mode", 256).contains(", some thousand times slower"));
        assertTrue(on(server, "mixed mode, emulated-client", 256)
                .contains(", some forty times slower"));
        assertTrue(on(server, "mixed mode", 64).contains(", some fifteen times slower"));
    }

    private static String on(String vmName, String vmInfo, int laneBits) {
        return new Surroundings(true, vmName, vmInfo, laneBits).warning();
    }
}
