package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Activation values of Keras: all cases that our activations can express; the rest is listed. */
class ActivationGoldenTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    /** Where the cases lie, seen from the module or from the project. */
    private static final List<Path> FILES = Stream.of("../../shared/golden", "../shared/golden")
            .map(place -> Path.of(place, "keras_activations.jsonl"))
            .toList();

    private static final Map<String, Integer> MATCHED = Map.of(
            "elu", 2,
            "gelu", 2,
            "leaky_relu", 4,
            "linear", 1,
            "relu", 9,
            "sigmoid", 6,
            "silu", 3,
            "softplus", 6,
            "tanh", 8);

    /** A group of cases that our activations do not express. */
    private record Excluded(String op, int cases, String reason) {}

    private static final String NOT_OFFERED = "activation not offered";

    private static final List<Excluded> EXCLUDED = List.of(
            new Excluded("celu", 2, NOT_OFFERED),
            new Excluded("exponential", 7, NOT_OFFERED),
            new Excluded("glu", 2, "halves the number of columns, so no elementwise function"),
            new Excluded("hard_shrink", 1, NOT_OFFERED),
            new Excluded("hard_sigmoid", 4, NOT_OFFERED),
            new Excluded("hard_silu", 5, NOT_OFFERED),
            new Excluded("hard_tanh", 1, NOT_OFFERED),
            new Excluded("log_sigmoid", 5, "part of the binary cross-entropy of logits"),
            new Excluded("log_softmax", 5, "part of the cross-entropies of logits"),
            new Excluded("mish", 8, NOT_OFFERED),
            new Excluded("relu, max_value or threshold", 5, "settings not offered"),
            new Excluded("relu6", 3, NOT_OFFERED),
            new Excluded("selu", 2, NOT_OFFERED),
            new Excluded("soft_shrink", 1, NOT_OFFERED),
            new Excluded("softmax", 6, "part of the cross-entropies of logits"),
            new Excluded("softsign", 6, NOT_OFFERED),
            new Excluded("squareplus", 1, NOT_OFFERED),
            new Excluded("tanh_shrink", 1, NOT_OFFERED));

    @Test
    void valuesOfKerasAreMatchedAndTheRestIsListed() throws IOException {
        Path file = FILES.stream().filter(Files::exists).findFirst().orElse(null);
        assumeTrue(file != null, "golden values are not here, looked for " + FILES);
        Map<String, Integer> matched = new TreeMap<>();
        Map<String, Integer> excluded = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(file)) {
            JsonNode golden = mapper.readTree(line);
            Activation activation = activationOf(golden);
            if (activation == null) {
                excluded.merge(name(golden), 1, Integer::sum);
            } else {
                matched.merge(name(golden), 1, Integer::sum);
                check(golden, activation);
            }
        }
        assertEquals(new TreeMap<>(MATCHED), matched);
        Map<String, Integer> listed = new TreeMap<>();
        EXCLUDED.forEach(entry -> listed.put(entry.op, entry.cases));
        assertEquals(listed, excluded);
    }

    private static String name(JsonNode golden) {
        String op = golden.get("op").asText();
        JsonNode settings = golden.get("settings");
        boolean bounded = settings.has("max_value") || settings.has("threshold");
        return op.equals("relu") && bounded ? "relu, max_value or threshold" : op;
    }

    private static Activation activationOf(JsonNode golden) {
        JsonNode settings = golden.get("settings");
        float slope = (float) settings.path("negative_slope").asDouble();
        return switch (name(golden)) {
            case "elu" -> Activation.ELU;
            case "gelu" -> settings.path("approximate").asBoolean()
                    ? Activation.GELU_TANH
                    : Activation.GELU;
            case "leaky_relu", "relu" -> new Activation.LeakyRelu(slope);
            case "linear" -> Activation.IDENTITY;
            case "sigmoid" -> Activation.SIGMOID;
            case "silu" -> Activation.SILU;
            case "softplus" -> Activation.SOFTPLUS;
            case "tanh" -> Activation.TANH;
            default -> null;
        };
    }

    /** The values of a case, several times over, so that they lie in vectors and in the tail. */
    private static void check(JsonNode golden, Activation activation) {
        float[] x = floats(golden.get("x").get("data"));
        JsonNode expected = golden.get("expected").get("data");
        assertEquals(expected.size(), x.length);
        double atol = golden.get("tolerance").get("atol").asDouble();
        double rtol = golden.get("tolerance").get("rtol").asDouble();
        int rows = 7;
        for (Kernels kernels : TWINS) {
            float[] z = new float[rows * x.length];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(x, 0, z, row * x.length, x.length);
            }
            float[] y = new float[z.length];
            kernels.activation(activation).forward(
                    y, 0, z, 0, x.length, null, 0, rows, x.length);
            for (int i = 0; i < y.length; i++) {
                double value = expected.get(i % x.length).asDouble();
                String what = golden.get("test").asText() + " of " + z[i];
                assertEquals(value, y[i], atol + rtol * Math.abs(value), what);
            }
        }
    }

    private static float[] floats(JsonNode data) {
        float[] result = new float[data.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) data.get(i).asDouble();
        }
        return result;
    }
}
