package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.ForkedJvm;
import dev.lanewise.Lanewise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                    "wide", "e5dac110d9a4b55496074e4293d38349bd3d2a761ba0eca9b8c4cc59d1df017d",
                    "activations",
                    "b7de7dae42be110518bff86579fe206cb45d6d638b47a225fad19d40a476e4b4",
                    "layers", "a856e00389d79a6afa1193cb4569723a7a9ed4b1106b57624307b18b87cf837f",
                    "optimizers",
                    "68a4d5439a56a7d577402c4829279527160e9dd8fcff5c41ec5a642a725b07c3",
                    "otherOptimizers",
                    "bf32cc00c36075e7e3d4cdc8c6ebae8a6551e349ee35198e7d2e08f79d4148ca",
                    "shared", "a1933e7157387aed983436e3f2419e9337fc475f0b169205eee86a5494a4a678");

    static final List<String> TRAININGS =
            List.of(
                    "short", "long", "wide", "activations", "layers:1", "layers:3", "optimizers",
                    "otherOptimizers", "shared:1", "shared:2", "shared:3", "shared:7");
    private static final List<String> BY_ONE_THREAD =
            List.of(
                    "short", "long", "wide", "activations", "layers:1", "optimizers",
                    "otherOptimizers", "shared:1");
    private static final List<String> BOXING =
            List.of(
                    "short", "long", "wide", "activations", "layers:1", "optimizers",
                    "otherOptimizers");
    private static final List<String> INTERPRETED =
            List.of("short", "activations", "optimizers", "otherOptimizers");
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final int SCALAR = 0;

    /** Most lanes, trainings (less where vectors are objects all the time), flags of the JVM. */
    static final List<Arguments> MACHINES =
            List.of(
                    Arguments.of(16, TRAININGS, List.of(VECTORS)),
                    Arguments.of(8, TRAININGS, List.of(VECTORS, "-XX:MaxVectorSize=32")),
                    Arguments.of(4, TRAININGS, List.of(VECTORS, "-XX:MaxVectorSize=16")),
                    Arguments.of(16, BOXING, List.of(VECTORS, "-XX:TieredStopAtLevel=1")),
                    Arguments.of(16, INTERPRETED, List.of(VECTORS, "-Xint")),
                    Arguments.of(SCALAR, BY_ONE_THREAD, List.of()),
                    Arguments.of(SCALAR, INTERPRETED, List.of("-Xint")));

    @ParameterizedTest
    @FieldSource("MACHINES")
    void everyKindOfJvmTrainsToTheSameBits(
            int mostLanes, List<String> trainings, List<String> flags) throws Exception {
        List<String> expected = new ArrayList<>();
        expected.add(kernels(mostLanes));
        trainings.forEach(name -> expected.add(name + " " + sha256(name)));
        List<String> arguments = new ArrayList<>();
        arguments.add(mostLanes == SCALAR ? "chosen" : "vector");
        arguments.addAll(trainings);
        List<String> output = ForkedJvm.run(TrainingDigest.class, flags, arguments);
        assertEquals(expected, withoutWarnings(output), () -> flags + ": " + output);
    }

    /**
     * So that a failure in this JVM, with whatever flags the tests run with, is seen apart; here
     * every step is also done fused.
     */
    @ParameterizedTest
    @FieldSource("TRAININGS")
    void thisJvmTrainsToTheSameBits(String training) throws Exception {
        assertEquals(sha256(training), TrainingDigest.of(training, Integer.MAX_VALUE, Lanewise.kernels()));
    }

    /** The same for any number of threads, which stands behind the name. */
    private static String sha256(String training) {
        return SHA_256.get(training.split(":")[0]);
    }

    /** The kernels that a JVM on this machine should have with so many lanes at most. */
    private static String kernels(int mostLanes) throws Exception {
        if (mostLanes == SCALAR) {
            return "scalar";
        }
        String widest = withoutWarnings(
                ForkedJvm.run(TrainingDigest.class, List.of(VECTORS), List.of("vector"))).getFirst();
        int lanes = Math.min(mostLanes, Integer.parseInt(widest.split(" ")[1]));
        return "vector, " + lanes + " lanes of float (" + 32 * lanes + " bits)";
    }

    /** The lines that the program prints itself. */
    private static List<String> withoutWarnings(List<String> output) {
        List<String> starts = new ArrayList<>(List.of("vector, ", "scalar"));
        SHA_256.keySet().forEach(starts::add);
        return output.stream()
                .filter(line -> starts.stream().anyMatch(line::startsWith))
                .toList();
    }
}
