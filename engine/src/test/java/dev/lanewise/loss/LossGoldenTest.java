package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Loss values of Keras and Optax, all that our losses can express; what they cannot is listed.
 *
 * <p>Reductions, weights of samples and label smoothing are composed here from losses of single
 * rows. Probabilities become logits: ln p for a softmax, ln p − ln(1 − p) for a sigmoid.
 */
class LossGoldenTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    /** Where the cases lie, seen from the module or from the project. */
    private static final List<Path> PLACES =
            List.of(Path.of("../../shared/golden"), Path.of("../shared/golden"));

    /** A logit whose sigmoid is 1 or e^-100, for probabilities of 1 and 0. */
    private static final double CERTAIN = 100;

    /** A group of cases that our losses do not express. */
    private record Excluded(String op, int cases, String reason) {}

    private static final List<Excluded> EXCLUDED_OF_KERAS =
            List.of(
                    new Excluded("MeanAbsoluteError", 9, "loss not offered"),
                    new Excluded("MeanAbsolutePercentageError", 8, "loss not offered"),
                    new Excluded("MeanSquaredLogarithmicError", 6, "loss not offered"),
                    new Excluded("Hinge", 7, "loss not offered"),
                    new Excluded("SquaredHinge", 7, "loss not offered"),
                    new Excluded("CategoricalHinge", 7, "loss not offered"),
                    new Excluded("CosineSimilarity", 6, "loss not offered"),
                    new Excluded("Huber", 7, "loss not offered"),
                    new Excluded("LogCosh", 5, "loss not offered"),
                    new Excluded("KLDivergence", 5, "loss not offered"),
                    new Excluded("Poisson", 5, "loss not offered"),
                    new Excluded("BinaryFocalCrossentropy", 9, "loss not offered"),
                    new Excluded("CategoricalFocalCrossentropy", 11, "loss not offered"),
                    new Excluded("CategoricalGeneralizedCrossEntropy", 8, "loss not offered"),
                    new Excluded(
                            "BinaryCrossentropy, impossible target",
                            3,
                            "probability 0 of what happened: the value is that of Keras' clipping"),
                    new Excluded(
                            "SparseCategoricalCrossentropy, ignore_class", 2,
                            "setting not offered"));

    private static final List<Excluded> EXCLUDED_OF_OPTAX =
            List.of(
                    new Excluded("poly_loss_cross_entropy", 7,
                            "loss not offered, but for epsilon 0"),
                    new Excluded("kl_divergence(log_predictions, targets)", 1, "loss not offered"),
                    new Excluded("generalized_kl_divergence", 1, "loss not offered"),
                    new Excluded("huber(delta=1), elementwise", 1, "loss not offered"),
                    new Excluded("log_cosh, elementwise", 2, "loss not offered"),
                    new Excluded("cosine_distance", 1, "loss not offered"),
                    new Excluded(
                            "piecewise_constant(init .1, scale at 3: x2, at 6: x.5)", 1,
                            "a schedule"),
                    new Excluded(
                            "polynomial(init 25, end 10, power 2, steps 10)", 1, "a schedule"),
                    new Excluded("cosine_decay(init .1, steps 5, alpha .1)", 1, "a schedule"),
                    new Excluded(
                            "exponential_decay(init 1, transition_steps 2, rate 2, staircase)",
                            1,
                            "a schedule"));

    @Test
    void valuesOfKerasAreMatched() throws IOException {
        checkFile(
                "keras_losses.jsonl",
                Map.of(
                        "MeanSquaredError", 9,
                        "BinaryCrossentropy", 8,
                        "CategoricalCrossentropy", 12,
                        "SparseCategoricalCrossentropy", 13),
                EXCLUDED_OF_KERAS,
                LossGoldenTest::keras);
    }

    @Test
    void valuesOfOptaxAreMatched() throws IOException {
        checkFile(
                "optax_losses.jsonl",
                Map.of(
                        "softmax_cross_entropy", 1,
                        "mean_sigmoid_binary_cross_entropy", 10,
                        "poly_loss_cross_entropy", 1),
                EXCLUDED_OF_OPTAX,
                LossGoldenTest::optax);
    }

    /** Checks one case and says under which name it counts: its op, or that of an exclusion. */
    private interface CaseCheck {
        String run(JsonNode golden);
    }

    private static void checkFile(
            String name, Map<String, Integer> matched, List<Excluded> excluded, CaseCheck check)
            throws IOException {
        Path file =
                PLACES.stream()
                        .map(place -> place.resolve(name))
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(null);
        assumeTrue(file != null, name + " of the golden values is not there");
        Map<String, Integer> counted = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                counted.merge(check.run(mapper.readTree(line)), 1, Integer::sum);
            }
        }
        Map<String, Integer> expected = new TreeMap<>();
        matched.forEach((op, cases) -> expected.put("matched: " + op, cases));
        excluded.forEach(group -> expected.put(group.op, group.cases));
        assertEquals(expected, counted, "matched and excluded cases are exactly all");
    }

    private static String keras(JsonNode golden) {
        String op = golden.get("op").asText();
        JsonNode settings = golden.get("settings");
        boolean logits = settings.path("from_logits").asBoolean(false);
        double smoothing = settings.path("label_smoothing").asDouble(0);
        int axis = settings.path("axis").asInt(-1);
        Rows predicted = Rows.of(golden.get("y_pred"), axis);
        switch (op) {
            case "MeanSquaredError" -> {
                Rows targets = Rows.of(golden.get("y_true"), axis);
                checkKeras(golden, new MeanSquaredError(), predicted, targets);
            }
            case "BinaryCrossentropy" -> {
                Rows targets = Rows.of(golden.get("y_true"), axis);
                if (!logits && excludesTarget(predicted, targets)) {
                    return "BinaryCrossentropy, impossible target";
                }
                Rows smoothed = targets.map(t -> t * (1 - smoothing) + smoothing / 2);
                Rows z = logits ? predicted : predicted.map(LossGoldenTest::sigmoidLogit);
                checkKeras(golden, new BinaryCrossEntropy(), z, smoothed);
            }
            case "CategoricalCrossentropy" -> {
                int classes = predicted.columns;
                Rows targets = Rows.of(golden.get("y_true"), axis);
                Rows smoothed = targets.map(t -> t * (1 - smoothing) + smoothing / classes);
                Rows z = logits ? predicted : predicted.map(Math::log);
                checkKeras(golden, SoftmaxCrossEntropy.ofDistributions(), z, smoothed);
            }
            case "SparseCategoricalCrossentropy" -> {
                if (settings.has("ignore_class")) {
                    return "SparseCategoricalCrossentropy, ignore_class";
                }
                Rows targets = new Rows(numbers(golden.get("y_true").get("data")), 1);
                Rows z = logits ? predicted : predicted.map(Math::log);
                checkKeras(golden, SoftmaxCrossEntropy.ofClassIndices(), z, targets);
            }
            default -> {
                return op;
            }
        }
        return "matched: " + op;
    }

    private static String optax(JsonNode golden) {
        String op = golden.get("op").asText();
        JsonNode inputs = golden.get("inputs");
        switch (op) {
            case "softmax_cross_entropy" -> {
                Rows z = Rows.nested(inputs.get("logits"));
                checkOptax(
                        golden,
                        SoftmaxCrossEntropy.ofDistributions(),
                        z,
                        Rows.nested(inputs.get("labels")),
                        1);
            }
            case "mean_sigmoid_binary_cross_entropy" -> {
                double[] z = numbers(inputs.get("logits"));
                Rows targets = new Rows(numbers(inputs.get("labels")), z.length);
                checkOptax(
                        golden, new BinaryCrossEntropy(), new Rows(z, z.length), targets, z.length);
            }
            case "poly_loss_cross_entropy" -> {
                if (inputs.get("epsilon").asDouble() != 0) {
                    return op;
                }
                double[] z = numbers(inputs.get("logits"));
                checkOptax(
                        golden,
                        SoftmaxCrossEntropy.ofDistributions(),
                        new Rows(z, z.length),
                        new Rows(numbers(inputs.get("labels")), z.length),
                        1);
            }
            default -> {
                return op;
            }
        }
        return "matched: " + op;
    }

    /** Keras' value of a row is the mean over its last axis, where targets have that axis too. */
    private static void checkKeras(JsonNode golden, Loss loss, Rows z, Rows targets) {
        boolean elementwise =
                loss instanceof MeanSquaredError || loss instanceof BinaryCrossEntropy;
        double[] weights = weights(golden.get("sample_weight"), z.rows());
        for (Kernels twin : TWINS) {
            double[] values = rowLosses(loss, twin, z, targets);
            double sum = 0;
            double sumOfWeights = 0;
            for (int row = 0; row < values.length; row++) {
                values[row] *= weights[row] / (elementwise ? z.columns : 1);
                sum += values[row];
                sumOfWeights += weights[row];
            }
            JsonNode reduction = golden.get("settings").path("reduction");
            double[] reduced =
                    switch (reduction.asText("none")) {
                        case "sum" -> new double[] {sum};
                        case "mean_with_sample_weight" -> new double[] {sum / sumOfWeights};
                        default ->
                            reduction.isNull() ? values : new double[] {sum / values.length};
                    };
            assertGolden(golden, reduced, twin.description());
        }
    }

    private static void checkOptax(
            JsonNode golden, Loss loss, Rows z, Rows targets, double divisor) {
        for (Kernels twin : TWINS) {
            double[] values = rowLosses(loss, twin, z, targets);
            for (int row = 0; row < values.length; row++) {
                values[row] /= divisor;
            }
            assertGolden(golden, values, twin.description());
        }
    }

    private static void assertGolden(JsonNode golden, double[] actual, String twin) {
        JsonNode node = golden.get("expected");
        double[] expected = numbers(node.isObject() ? node.get("data") : node);
        JsonNode tolerance = golden.get("tolerance");
        double absolute = tolerance.path("abs").asDouble(0) + tolerance.path("atol").asDouble(0);
        double relative = tolerance.path("rtol").asDouble(0);
        String what = golden.get("test").asText() + " " + golden.get("settings") + ", " + twin;
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], absolute + relative * Math.abs(expected[i]), what);
        }
    }

    /** The loss of each row, by a call for each. */
    private static double[] rowLosses(Loss loss, Kernels twin, Rows z, Rows targets) {
        int size = loss.targetSize(z.columns);
        float[] outputs = z.floats();
        float[] wanted = targets.floats();
        loss.checkTargets(wanted, 0, z.rows(), z.columns);
        LossKernel kernel = loss.bind(twin);
        float[] dZ = new float[z.columns];
        double[] losses = new double[z.rows()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] =
                    kernel.valueAndGradient(
                            dZ, 0, outputs, row * z.columns, wanted, row * size, 1, z.columns, 1f);
        }
        return losses;
    }

    private static boolean excludesTarget(Rows p, Rows t) {
        for (int i = 0; i < p.values.length; i++) {
            if (p.values[i] == 0 && t.values[i] > 0 || p.values[i] == 1 && t.values[i] < 1) {
                return true;
            }
        }
        return false;
    }

    private static double sigmoidLogit(double p) {
        return Math.clamp(Math.log(p) - Math.log1p(-p), -CERTAIN, CERTAIN);
    }

    /** A weight a row: none is 1, a single one is that of all. */
    private static double[] weights(JsonNode node, int rows) {
        JsonNode data = node.isObject() ? node.get("data") : node;
        double[] given = data.isNull() ? new double[] {1} : numbers(data);
        if (given.length == rows) {
            return given;
        }
        assertEquals(1, given.length, "weights");
        double[] weights = new double[rows];
        Arrays.fill(weights, given[0]);
        return weights;
    }

    private static double[] numbers(JsonNode node) {
        if (!node.isArray()) {
            return new double[] {node.asDouble()};
        }
        List<Double> values = new ArrayList<>();
        for (JsonNode element : node) {
            for (double value : numbers(element)) {
                values.add(value);
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A matrix whose rows run along one axis of a tensor. */
    private record Rows(double[] values, int columns) {
        /** The rows along an axis, -1 for the last, of a tensor of Keras. */
        static Rows of(JsonNode tensor, int axis) {
            double[] shape = numbers(tensor.get("shape"));
            double[] data = numbers(tensor.get("data"));
            int along = axis < 0 ? shape.length + axis : axis;
            int length = (int) shape[along];
            int stride = 1;
            for (int i = along + 1; i < shape.length; i++) {
                stride *= (int) shape[i];
            }
            double[] rows = new double[data.length];
            for (int i = 0; i < data.length; i++) {
                int inner = i % stride;
                int j = i / stride % length;
                int outer = i / (stride * length);
                rows[(outer * stride + inner) * length + j] = data[i];
            }
            return new Rows(rows, length);
        }

        static Rows nested(JsonNode rows) {
            return new Rows(numbers(rows), rows.get(0).size());
        }

        int rows() {
            return values.length / columns;
        }

        Rows map(DoubleUnaryOperator function) {
            return new Rows(Arrays.stream(values).map(function).toArray(), columns);
        }

        float[] floats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }
}
