package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The same seed trains to the same bits on every system and processor, in JVMs with other lanes,
 * without lanes, compiled by C1 alone, and interpreted.
 */
class SameBitsTest {
    /**
     * The bits that every machine must come to, for each of the trainings of
     * {@link TrainingDigest}.
     *
     * <p>They change only where what is computed was changed on purpose (the order of a sum, a
     * polynomial, the drawing of random numbers, or the program itself), and then on the scalar
     * kernels as well. A system that comes to other bits is a defect, not a reason to change them.
     */
    private static final Map<String, String> SHA_256 =
            Map.of(
                    "short", "267a978ea8a2615901018da1e1ab0c4719e88eb6dfbf598f49f75b481412bec1",
                    "long", "2f4b61fea5a7424886b30e5eb845bac0e17ca405dcf2d5be439e6cd49c57f26d",
                    "wide", "e5dac110d9a4b55496074e4293d38349bd3d2a761ba0eca9b8c4cc59d1df017d");

    static final List<String> ALL = List.of("short", "long", "wide");
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final int SCALAR = 0;

    /** Most lanes, trainings (interpreted vectors take the short one alone), flags of the JVM. */
    static final List<Arguments> MACHINES =
            List.of(
                    Arguments.of(16, ALL, List.of(VECTORS)),
                    Arguments.of(8, ALL, List.of(VECTORS, "-XX:MaxVectorSize=32")),
                    Arguments.of(4, ALL, List.of(VECTORS, "-XX:MaxVectorSize=16")),
                    Arguments.of(16, ALL, List.of(VECTORS, "-XX:TieredStopAtLevel=1")),
                    Arguments.of(16, List.of("short"), List.of(VECTORS, "-Xint")),
                    Arguments.of(SCALAR, ALL, List.of()),
                    Arguments.of(SCALAR, List.of("short"), List.of("-Xint")));

    @ParameterizedTest
    @FieldSource("MACHINES")
    void everyKindOfJvmTrainsToTheSameBits(
            int mostLanes, List<String> trainings, List<String> flags) throws Exception {
        List<String> expected = new ArrayList<>();
        expected.add(kernels(mostLanes));
        trainings.forEach(name -> expected.add(name + " " + SHA_256.get(name)));
        List<String> output = ForkedJvm.run(TrainingDigest.class, flags, trainings);
        assertEquals(expected, withoutWarnings(output), () -> flags + ": " + output);
    }

    /** So that a failure in this JVM, with whatever flags the tests run with, is seen apart. */
    @ParameterizedTest
    @FieldSource("ALL")
    void thisJvmTrainsToTheSameBits(String training) throws Exception {
        assertEquals(SHA_256.get(training), TrainingDigest.of(training));
    }

    @Test
    void withoutTheVectorModuleAWarningNamesTheFlag() throws Exception {
        String output =
                String.join("\n", ForkedJvm.run(TrainingDigest.class, List.of(), List.of()));
        assertTrue(output.contains("--add-modules jdk.incubator.vector"), output);
    }

    /** The kernels that a JVM on this machine should have with so many lanes at most. */
    private static String kernels(int mostLanes) throws Exception {
        if (mostLanes == SCALAR) {
            return "scalar";
        }
        String widest = withoutWarnings(
                ForkedJvm.run(TrainingDigest.class, List.of(VECTORS), List.of())).getFirst();
        int lanes = Math.min(mostLanes, Integer.parseInt(widest.split(" ")[1]));
        return "vector, " + lanes + " lanes of float (" + 32 * lanes + " bits)";
    }

    /** The lines that the program prints itself. */
    private static List<String> withoutWarnings(List<String> output) {
        List<String> starts = List.of("vector, ", "scalar", "short ", "long ", "wide ");
        return output.stream()
                .filter(line -> starts.stream().anyMatch(line::startsWith))
                .toList();
    }
}
