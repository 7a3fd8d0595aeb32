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

    private static final Map<String, Integer> MATCHED = Map.ofEntries(
            Map.entry("celu", 2),
            Map.entry("elu", 2),
            Map.entry("gelu", 2),
            Map.entry("hard_sigmoid", 4),
            Map.entry("hard_silu", 5),
            Map.entry("leaky_relu", 4),
            Map.entry("linear", 1),
            Map.entry("log_sigmoid", 5),
            Map.entry("mish", 8),
            Map.entry("relu", 9),
            Map.entry("relu6", 3),
            Map.entry("relu, max_value 6", 1),
            Map.entry("selu", 2),
            Map.entry("sigmoid", 6),
            Map.entry("silu", 3),
            Map.entry("softplus", 6),
            Map.entry("softsign", 6),
            Map.entry("tanh", 8));

    /** A group of cases that our activations do not express. */
    private record Excluded(String op, int cases, String reason) {}

    private static final String NOT_OFFERED = "activation not offered";

    private static final List<Excluded> EXCLUDED = List.of(
            new Excluded("exponential", 7, NOT_OFFERED),
            new Excluded("glu", 2, "halves the number of columns, so no elementwise function"),
            new Excluded("hard_shrink", 1, NOT_OFFERED),
            new Excluded("hard_tanh", 1, NOT_OFFERED),
            new Excluded("log_softmax", 5, "part of the cross-entropies of logits"),
            new Excluded("relu, max_value or threshold", 4, "settings not offered"),
            new Excluded("soft_shrink", 1, NOT_OFFERED),
            new Excluded("softmax", 6, "part of the cross-entropies of logits"),
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
        if (op.equals("relu") && settings.size() == 1 && settings.path("max_value").asInt() == 6) {
            return "relu, max_value 6";
        }
        boolean bounded = settings.has("max_value") || settings.has("threshold");
        return op.equals("relu") && bounded ? "relu, max_value or threshold" : op;
    }

    private static Activation activationOf(JsonNode golden) {
        JsonNode settings = golden.get("settings");
        float slope = (float) settings.path("negative_slope").asDouble();
        return switch (name(golden)) {
            case "celu" -> new Activation.Celu((float) settings.path("alpha").asDouble(1));
            case "elu" -> Activation.ELU;
            case "gelu" -> settings.path("approximate").asBoolean()
                    ? Activation.GELU_TANH
                    : Activation.GELU;
            case "hard_sigmoid" -> Activation.HARD_SIGMOID;
            case "hard_silu" -> Activation.HARD_SWISH;
            case "leaky_relu", "relu" -> new Activation.LeakyRelu(slope);
            case "linear" -> Activation.IDENTITY;
            case "log_sigmoid" -> Activation.LOG_SIGMOID;
            case "mish" -> Activation.MISH;
            case "relu6", "relu, max_value 6" -> Activation.RELU6;
            case "selu" -> Activation.SELU;
            case "sigmoid" -> Activation.SIGMOID;
            case "silu" -> Activation.SILU;
            case "softplus" -> Activation.SOFTPLUS;
            case "softsign" -> Activation.SOFTSIGN;
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
