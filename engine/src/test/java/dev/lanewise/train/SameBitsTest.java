package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.ForkedJvm;
import dev.lanewise.Lanewise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
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
                    "short", "58b16807522b17a0f932455678180eb69f092d18d9020e99a2c66e6ceb154921",
                    "long", "2f4b61fea5a7424886b30e5eb845bac0e17ca405dcf2d5be439e6cd49c57f26d",
                    "wide", "e5dac110d9a4b55496074e4293d38349bd3d2a761ba0eca9b8c4cc59d1df017d",
                    "activations",
                    "1a3b24a0c06cdca8abd1f9a49fe44d9b5ac5330487322a9e5b69a0371a767610",
                    "fewLayers",
                    "c162cb0ce989c4fe60980e36714953ce8f4967098264ebbc6a91d8d112482ca5",
                    "layers", "a856e00389d79a6afa1193cb4569723a7a9ed4b1106b57624307b18b87cf837f",
                    "fewUpdates",
                    "bedd2d66b0194c4b7150f276b77828ca0414b50c56aaee1a1aa39695602f24fa",
                    "optimizers",
                    "6540e8e52c0b3d8dc8122e850373121b0d420af69806da3a57824b7afb441a61",
                    "shared", "a1933e7157387aed983436e3f2419e9337fc475f0b169205eee86a5494a4a678");

    /** All of them, and the teams that share out products. */
    static final List<String> TRAININGS =
            List.of(
                    "short", "long", "wide", "activations", "fewLayers", "layers:1", "layers:3",
                    "fewUpdates", "optimizers", "shared:1", "shared:2", "shared:3", "shared:7");

    private static final List<String> BY_SOME_THREADS =
            List.of(
                    "short", "long", "wide", "activations", "fewLayers", "layers:3", "fewUpdates",
                    "optimizers", "shared:1", "shared:7");
    private static final List<String> BY_ONE_THREAD =
            List.of(
                    "short", "long", "wide", "activations", "fewLayers", "layers:1", "fewUpdates",
                    "optimizers", "shared:1");

    /** Where vectors are objects all the time: all there is, as briefly as can be. */
    private static final List<String> BRIEFLY =
            List.of("short", "activations", "fewLayers", "fewUpdates");

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final int SCALAR = 0;

    /** A JVM with so many lanes at most. */
    record Machine(int mostLanes, List<String> trainings, List<String> flags) {
        /** Which kernels, as the vector ones are not chosen where they would be slow; then what. */
        List<String> arguments() {
            String kernels = mostLanes == SCALAR ? "chosen" : "vector";
            return Stream.concat(Stream.of(kernels), trainings.stream()).toList();
        }
    }

    static final List<Machine> MACHINES =
            List.of(
                    new Machine(16, TRAININGS, List.of(VECTORS)),
                    new Machine(8, BY_SOME_THREADS, List.of(VECTORS, "-XX:MaxVectorSize=32")),
                    new Machine(4, BY_SOME_THREADS, List.of(VECTORS, "-XX:MaxVectorSize=16")),
                    new Machine(16, BRIEFLY, List.of(VECTORS, "-XX:TieredStopAtLevel=1")),
                    new Machine(16, BRIEFLY, List.of(VECTORS, "-Xint")),
                    new Machine(SCALAR, BY_ONE_THREAD, List.of()),
                    new Machine(SCALAR, BRIEFLY, List.of("-Xint")));

    private static final Map<Machine, Future<List<String>>> OUTPUTS = new HashMap<>();
    private static ExecutorService pair;

    /** Two at a time: few machines have fewer processors. */
    @BeforeAll
    static void startAllMachines() {
        pair = Executors.newFixedThreadPool(2);
        for (Machine m : MACHINES) {
            OUTPUTS.put(
                    m, pair.submit(
                            () -> ForkedJvm.run(TrainingDigest.class, m.flags(), m.arguments())));
        }
    }

    @AfterAll
    static void waitForAllMachines() {
        pair.close();
    }

    @ParameterizedTest
    @FieldSource("MACHINES")
    void everyKindOfJvmTrainsToTheSameBits(Machine machine) throws Exception {
        List<String> expected = new ArrayList<>();
        expected.add(kernels(machine.mostLanes()));
        machine.trainings().forEach(name -> expected.add(name + " " + sha256(name)));
        List<String> output = OUTPUTS.get(machine).get();
        assertEquals(expected, withoutWarnings(output), () -> machine + ": " + output);
    }

    /**
     * So that a failure in this JVM, with whatever flags the tests run with, is seen apart; here
     * every step is also done fused.
     */
    @ParameterizedTest
    @FieldSource("TRAININGS")
    void thisJvmTrainsToTheSameBits(String training) throws Exception {
        assertEquals(
                sha256(training),
                TrainingDigest.of(training, Integer.MAX_VALUE, Lanewise.kernels()));
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
        List<String> output =
                ForkedJvm.run(TrainingDigest.class, List.of(VECTORS), List.of("vector"));
        String widest = withoutWarnings(output).getFirst();
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
