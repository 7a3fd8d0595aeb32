package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Residual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    static List<Network> networks() {
        return Networks.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aLoadedNetworkIsEqualToTheSavedOne(Network network) throws IOException {
        Models.save(network, file());
        Network loaded = Models.load(file());
        assertEquals(network.layers(), loaded.layers());
        assertEquals(network.seed(), loaded.seed());
        assertArrayEquals(network.parameters(), loaded.parameters());
        assertArrayEquals(network.buffers(), loaded.buffers());
        float[] x = Networks.features(21);
        assertArrayEquals(network.predict(x), loaded.predict(x));
    }

    @Test
    void theNetworksOfTheTestsHaveEveryLayerAndActivation() {
        Set<Class<?>> kinds =
                networks().stream().flatMap(n -> withNested(n.layers())).map(Object::getClass)
                        .collect(Collectors.toSet());
        assertEquals(Set.of(Layer.class.getPermittedSubclasses()), kinds);
        assertEquals(
                Set.of(Activation.class.getPermittedSubclasses()),
                Networks.ACTIVATIONS.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    private static Stream<Layer> withNested(List<Layer> layers) {
        return layers.stream().flatMap(
                l -> l instanceof Residual r
                        ? Stream.concat(Stream.of(l), withNested(r.block()))
                        : Stream.of(l));
    }

    @Test
    void valuesThatAreNotNumbersKeepTheirBits() throws IOException {
        Network network = Network.inputs(2).dense(2).build(1);
        float[] odd = {Float.NaN, Float.intBitsToFloat(0x7f800001), -0f, Float.MIN_VALUE,
            Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
        System.arraycopy(odd, 0, network.parameters(), 0, 6);
        Models.save(network, file());
        float[] loaded = Models.load(file()).parameters();
        for (int i = 0; i < odd.length; i++) {
            assertEquals(Float.floatToRawIntBits(odd[i]), Float.floatToRawIntBits(loaded[i]));
        }
    }

    @Test
    void shapesAreThoseOfPyTorchsModules() throws IOException {
        Models.save(networks().getLast(), file());
        try (Safetensors in = Safetensors.open(file())) {
            Map<String, List<Long>> shapes = new HashMap<>();
            in.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
            assertEquals(List.of(5L), shapes.get("0.mean"));
            assertEquals(List.of(3L, 4L), shapes.get("1.2.weight"), "nn.Embedding(3, 4)");
            assertEquals(List.of(6L, 9L), shapes.get("2.weight"), "nn.Linear(9, 6)");
            assertEquals(List.of(6L), shapes.get("3.running_var"), "nn.BatchNorm1d(6)");
            assertEquals(List.of(6L), shapes.get("4.weight"), "nn.PReLU(6)");
            assertEquals(List.of(9L, 6L), shapes.get("6.block.1.weight"));
        }
    }

    @Test
    void weightsAreTransposed() throws IOException {
        Network network = Network.inputs(2).dense(3).build(1);
        Models.save(network, file());
        float[] w = network.parameters(); // 2 × 3, row-major
        try (Safetensors in = Safetensors.open(file())) {
            assertArrayEquals(new float[] {w[0], w[3], w[1], w[4], w[2], w[5]},
                    in.read("0.weight"));
        }
    }

    @Test
    void aModelOfAnotherFileIsImportedByItsNames() throws IOException {
        Network network = Network.inputs(2).dense(3, Activation.TANH).batchNorm().build(1);
        Safetensors.write(file(), Map.of(), List.of(
                new Tensor("fc.weight", List.of(3, 2), new float[] {1, 2, 3, 4, 5, 6}),
                new Tensor("fc.bias", List.of(3), new float[] {7, 8, 9}),
                new Tensor("bn.weight", List.of(3), new float[] {10, 11, 12}),
                new Tensor("1.bias", List.of(3), new float[] {13, 14, 15}),
                new Tensor("bn.running_mean", List.of(3), new float[] {16, 17, 18}),
                new Tensor("bn.running_var", List.of(3), new float[] {19, 20, 21}),
                new Tensor("bn.num_batches_tracked", List.of(), new float[] {99})));
        Map<String, String> names = new HashMap<>(Map.of("0.weight", "fc.weight", "0.bias",
                "fc.bias", "1.weight", "bn.weight", "1.running_mean", "bn.running_mean"));
        float[] before = network.parameters().clone();
        String message = assertThrows(SafetensorsFormatException.class,
                () -> Models.importInto(network, file(), names)).getMessage();
        assertEquals(file() + ": tensor \"1.running_var\": expected to be there, found none of"
                + " that name", message);
        assertArrayEquals(before, network.parameters());
        names.put("1.running_var", "bn.running_var");
        Models.importInto(network, file(), names);
        assertArrayEquals(new float[] {1, 3, 5, 2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                network.parameters());
        assertArrayEquals(new float[] {16, 17, 18, 19, 20, 21}, network.buffers());
    }

    @Test
    void anImportOfAnotherShapeChangesNothing() throws IOException {
        Network network = Network.inputs(2).dense(3).build(1);
        float[] before = network.parameters().clone();
        Safetensors.write(file(), Map.of(), List.of(
                new Tensor("0.weight", List.of(2, 3), new float[6]),
                new Tensor("0.bias", List.of(3), new float[3])));
        String message = assertThrows(SafetensorsFormatException.class,
                () -> Models.importInto(network, file(), Map.of())).getMessage();
        assertEquals(file() + ": shape of \"0.weight\": expected [3, 2] for parameter 0.weight,"
                + " found [2, 3]", message);
        assertArrayEquals(before, network.parameters());
        assertThrows(IllegalArgumentException.class,
                () -> Models.importInto(network, file(), Map.of("0.wieght", "x")));
    }

    /** What a file with another description than that of its tensors says. */
    private String problem(String name, String value) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        Network network = Network.inputs(1).dense(1).build(1);
        Models.add(writer, "", network);
        String text = name.equals(Stamp.NETWORK) ? value : NetworkText.of(network);
        Map<String, String> metadata =
                new LinkedHashMap<>(Stamp.of(writer, Map.of(Stamp.NETWORK, text)));
        metadata.put(name, value);
        writer.write(file(), metadata);
        return assertThrows(SafetensorsFormatException.class, () -> Models.load(file()))
                .getMessage().replace(file() + ": ", "");
    }

    private String problemOfLayers(String layers) throws IOException {
        return problem(Stamp.NETWORK, "{\"inputs\":1,\"seed\":1,\"layers\":" + layers + "}");
    }

    @Test
    void aVersionFromTheFutureIsRefused() throws IOException {
        assertEquals("lanewise.version: expected 1, the latest that this release knows, found"
                + " \"2\"", problem(Stamp.VERSION, "2"));
    }

    @Test
    void descriptionsAreReadStrictly() throws IOException {
        assertEquals("lanewise.network: expected at least one layer, found none",
                problemOfLayers("[]"));
        assertEquals("kind of a layer: expected one that this version has, found \"lstm\"",
                problemOfLayers("[{\"kind\":\"lstm\"}]"));
        assertEquals("lanewise.network: rate is 1.0, expected at least 0 and below 1",
                problemOfLayers("[{\"kind\":\"dropout\",\"rate\":1.0}]"));
        assertEquals("lanewise.network at character 48: expected member \"rate\", found \"p\"",
                problemOfLayers("[{\"kind\":\"dropout\",\"p\":0.5}]"));
        assertEquals("lanewise.network at character 46: expected no further member, found \"p\"",
                problemOfLayers("[{\"kind\":\"prelu\",\"p\":0.5}]"));
        String deep = "{\"kind\":\"residual\",\"block\":[";
        assertTrue(problemOfLayers("[" + deep.repeat(1000)).contains(
                "expected at most 64 containers in one another, found more"));
        assertEquals("tensor \"1.weight\": expected to be there, found none of that name",
                problemOfLayers("[{\"kind\":\"activation\",\"activation\":{\"kind\":\"relu\"}},"
                        + "{\"kind\":\"dense\",\"outputs\":1,\"activation\":{\"kind\":"
                        + "\"relu\"},\"initializer\":\"HE_NORMAL\",\"bias\":true}]"));
        assertEquals("tensors: expected those of the network alone, found also \"0.bias\"",
                problemOfLayers("[{\"kind\":\"dense\",\"outputs\":1,\"activation\":{\"kind\":"
                        + "\"relu\"},\"initializer\":\"HE_NORMAL\",\"bias\":false}]"));
    }

    @Test
    void anErrorIsALineHoweverLongWhatTheFileSays() throws IOException {
        String problem = problemOfLayers("[{\"kind\":\"dense\",\"outputs\":1,\"activation\":"
                + "{\"kind\":\"relu\"},\"initializer\":\"\\n" + "x".repeat(10_000)
                + "\",\"bias\":true}]");
        assertTrue(problem.startsWith("lanewise.network: "), problem);
        assertTrue(problem.contains(".?xxx") && problem.endsWith("xxx…"), problem);
        assertTrue(problem.length() < 1000, problem);
    }

    @Test
    void aDescriptionOfMoreThanTheFileHoldsTakesNoMemory() throws IOException {
        String dense = "{\"kind\":\"dense\",\"outputs\":1000000000,\"activation\":{\"kind\":"
                + "\"relu\"},\"initializer\":\"HE_UNIFORM\",\"bias\":false}";
        assertEquals("values of the network: expected as many as in the tensors, 2, found"
                + " 1000000000", problemOfLayers("[" + dense + "]"));
        assertTrue(problem(Stamp.NETWORK, "{\"inputs\":2000000000,\"seed\":1,\"layers\":["
                + "{\"kind\":\"input_scaling\"}]}").contains("number of buffered values is"));
        assertTrue(problemOfLayers("[" + dense + "," + dense + "]").contains(
                "number of parameters is"));
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOneAndNoOther() throws IOException {
        Network network = Network.inputs(1).dense(1).build(1);
        Models.save(network, file());
        byte[] before = Files.readAllBytes(file());
        assertThrows(IOException.class, () -> AtomicFile.write(file(), out -> {
            out.write(1);
            throw new IOException("disk full");
        }));
        assertArrayEquals(before, Files.readAllBytes(file()));
        assertEquals(List.of(file()), files());
    }

    @Test
    void anInterruptedThreadWritesAndStaysInterrupted() throws IOException {
        Network network = Network.inputs(1).dense(1).build(1);
        Thread.currentThread().interrupt();
        Models.save(network, file());
        assertTrue(Thread.interrupted());
        assertArrayEquals(network.parameters(), Models.load(file()).parameters());
        assertEquals(List.of(file()), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.toList());
        }
    }
}
