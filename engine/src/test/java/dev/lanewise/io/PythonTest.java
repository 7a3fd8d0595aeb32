package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files in the hands of a reader in another language, and its files in ours. */
class PythonTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    /** The lines that independent.py prints; the test is skipped where there is no Python. */
    private List<String> python(String command) throws Exception {
        Path script = Path.of(PythonTest.class.getResource("independent.py").toURI());
        ProcessBuilder builder =
                new ProcessBuilder("python3", script.toString(), command, file().toString());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            abort("no python3 to compare with: " + e.getMessage());
            throw e;
        }
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()
                .toList();
        assertEquals(0, process.waitFor(), lines.toString());
        return lines;
    }

    @Test
    void pythonReadsAModel() throws Exception {
        Network network = Networks.all().getLast();
        Models.save(network, file());
        List<String> expected = new ArrayList<>();
        expected.add("network ['input_scaling', 'embedding', 'dense', 'batch_norm', 'prelu',"
                + " 'dropout', 'residual', 'dense']");
        for (Parameter p : network.namedParameters()) {
            expected.add(line(p, network.parameters()));
        }
        for (Parameter p : network.namedBuffers()) {
            expected.add(line(p, network.buffers()));
        }
        assertEquals(expected, python("read"));
    }

    private static String line(Parameter p, float[] array) {
        boolean weight = p.role() == Parameter.Role.WEIGHT;
        ByteBuffer bytes = ByteBuffer.allocate(4 * p.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < p.size(); i++) {
            int row = weight ? i % p.rows() : i / p.columns();
            int column = weight ? i / p.rows() : i % p.columns();
            bytes.putFloat(array[p.offset() + row * p.columns() + column]);
        }
        List<Integer> shape =
                weight ? List.of(p.columns(), p.rows())
                        : p.role() == Parameter.Role.TABLE ? List.of(p.rows(), p.columns())
                                : List.of(p.columns());
        return p.name() + " " + shape + " " + HexFormat.of().formatHex(bytes.array());
    }

    @Test
    void theShapesOfPyTorchsModulesGiveTheSamePrediction() throws Exception {
        Network network =
                Networks.noisy(
                        Network.inputs(3).dense(4).batchNorm().prelu().layerNorm().dense(2));
        for (int i = 4; i < 8; i++) {
            network.buffers()[i] = Math.abs(network.buffers()[i]); // variances
        }
        Models.save(network, file());
        float[] ours = network.predict(new float[] {0.5f, -1, 2});
        double[] theirs = python("predict").stream().mapToDouble(Double::parseDouble).toArray();
        assertEquals(ours.length, theirs.length);
        for (int i = 0; i < ours.length; i++) {
            assertEquals(theirs[i], ours[i], 1e-5 * Math.max(1, Math.abs(theirs[i])));
        }
    }

    @Test
    void weReadAndImportWhatPythonWrites() throws Exception {
        python("write");
        try (Safetensors in = Safetensors.open(file())) {
            assertEquals(
                    Map.of("format", "pt", "note", "two\nlines, ä 𝄞"), in.metadata());
            assertEquals(
                    List.of("fc.weight", "fc.bias", "größe", "steps"),
                    List.copyOf(in.tensors().keySet()));
            assertArrayEquals(new float[] {(float) Math.PI}, in.read("größe"));
            assertEquals(TensorType.I64, in.tensors().get("steps").type());
        }
        Network network = Network.inputs(3).dense(2, Activation.RELU).build(1);
        Models.importInto(
                network, file(), Map.of("0.weight", "fc.weight", "0.bias", "fc.bias"));
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6, 0.5f, -2}, network.parameters());
    }
}
