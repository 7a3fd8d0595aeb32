package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.kernel.Kernels;
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
 * <p>Keras' mean divides by the rows whatever their weights, so it is composed here from the losses
 * of rows; so is the mean over the elements of a row. Probabilities become logits: ln p for a
 * softmax, ln p − ln(1 − p) for a sigmoid.
 */
class LossGoldenTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    /** Where the cases lie, seen from the module or from the project. */
    private static final List<Path> PLACES =
            List.of(Path.of("../../shared/golden"), Path.of("../shared/golden"));

    /** A logit whose sigmoid is 1 or e^-100, for probabilities of 1 and 0. */
    private static final double CERTAIN = 100;

    /** Targets of 0 and 1 as those of a hinge. */
    private static final DoubleUnaryOperator SIDE = t -> 2 * t - 1;

    /** A group of cases that our losses do not express. */
    private record Excluded(String op, int cases, String reason) {}

    private static final List<Excluded> EXCLUDED_OF_KERAS =
            List.of(
                    new Excluded("MeanAbsolutePercentageError", 8, "loss not offered"),
                    new Excluded("MeanSquaredLogarithmicError", 6, "loss not offered"),
                    new Excluded("CategoricalHinge", 7, "loss not offered"),
                    new Excluded("CosineSimilarity", 6, "loss not offered"),
                    new Excluded("CategoricalGeneralizedCrossEntropy", 8, "loss not offered"),
                    new Excluded(
                            "KLDivergence", 5, "neither targets nor predictions add up to 1"),
                    new Excluded(
                            "BinaryCrossentropy, impossible target",
                            3,
                            "probability 0 of what happened: the value is that of Keras' clipping"),
                    new Excluded(
                            "CategoricalFocalCrossentropy, label_smoothing", 2,
                            "setting not offered"));

    private static final List<Excluded> EXCLUDED_OF_OPTAX =
            List.of(
                    new Excluded("poly_loss_cross_entropy", 7,
                            "loss not offered, but for epsilon 0"),
                    new Excluded(
                            "kl_divergence(log_predictions, targets)", 1,
                            "targets add up to 0.9"),
                    new Excluded("generalized_kl_divergence", 1, "loss not offered"),
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
                Map.ofEntries(
                        Map.entry("MeanSquaredError", 9),
                        Map.entry("MeanAbsoluteError", 9),
                        Map.entry("Huber", 7),
                        Map.entry("LogCosh", 5),
                        Map.entry("Poisson", 5),
                        Map.entry("Hinge", 7),
                        Map.entry("SquaredHinge", 7),
                        Map.entry("BinaryCrossentropy", 8),
                        Map.entry("BinaryFocalCrossentropy", 9),
                        Map.entry("CategoricalCrossentropy", 12),
                        Map.entry("CategoricalFocalCrossentropy", 9),
                        Map.entry("SparseCategoricalCrossentropy", 15)),
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
                        "huber(delta=1), elementwise", 1,
                        "log_cosh, elementwise", 2,
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
        Rows targets = new Rows(numbers(golden.get("y_true").get("data")), 1);
        if (!op.startsWith("Sparse")) {
            targets = Rows.of(golden.get("y_true"), axis);
        }
        if (op.equals("BinaryCrossentropy") && !logits && excludesTarget(predicted, targets)) {
            return "BinaryCrossentropy, impossible target";
        }
        if (op.equals("CategoricalFocalCrossentropy") && smoothing > 0) {
            return "CategoricalFocalCrossentropy, label_smoothing";
        }
        Rows binary = logits ? predicted : predicted.map(LossGoldenTest::sigmoidLogit);
        Rows classes = logits ? predicted : predicted.map(p -> p == 0 ? -CERTAIN : Math.log(p));
        switch (op) {
            case "MeanSquaredError" ->
                checkKeras(golden, new MeanSquaredError(), predicted, targets);
            case "MeanAbsoluteError" ->
                checkKeras(golden, new MeanAbsoluteError(), predicted, targets);
            case "Huber" -> {
                double delta = settings.path("delta").asDouble(1);
                checkKeras(golden, new Huber(delta), predicted, targets);
            }
            case "LogCosh" -> checkKeras(golden, new LogCosh(), predicted, targets);
            case "Poisson" ->
                checkKeras(
                        golden, new PoissonNegativeLogLikelihood(), predicted.map(Math::log),
                        targets);
            case "Hinge" -> checkKeras(golden, new Hinge(), predicted, targets.map(SIDE));
            case "SquaredHinge" ->
                checkKeras(golden, new SquaredHinge(), predicted, targets.map(SIDE));
            case "BinaryCrossentropy" -> {
                Rows smoothed = targets.map(t -> t * (1 - smoothing) + smoothing / 2);
                checkKeras(golden, new BinaryCrossEntropy(), binary, smoothed);
            }
            case "BinaryFocalCrossentropy" -> {
                double gamma = settings.path("gamma").asDouble(2);
                Loss loss = BinaryFocalCrossEntropy.of().withoutAlpha().withGamma(gamma);
                checkKeras(golden, loss, binary, targets);
            }
            case "CategoricalCrossentropy" -> {
                Loss loss = SoftmaxCrossEntropy.ofDistributions().withLabelSmoothing(smoothing);
                checkKeras(golden, loss, classes, targets);
            }
            case "CategoricalFocalCrossentropy" -> {
                double[] alpha = new double[predicted.columns];
                Arrays.fill(alpha, settings.path("alpha").asDouble(0.25));
                Loss loss = SoftmaxFocalCrossEntropy.of().withAlpha(alpha);
                checkKeras(golden, loss, classes, targets.indices());
            }
            case "SparseCategoricalCrossentropy" -> {
                SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.ofClassIndices();
                JsonNode ignored = settings.path("ignore_class");
                checkKeras(
                        golden, ignored.isInt() ? loss.withIgnoredIndex(ignored.asInt()) : loss,
                        classes,
                        targets);
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
            case "huber(delta=1), elementwise" -> checkOptax(golden, Huber.of());
            case "log_cosh, elementwise" -> checkOptax(golden, new LogCosh());
            default -> {
                return op;
            }
        }
        return "matched: " + op;
    }

    /** Each element as a row. */
    private static void checkOptax(JsonNode golden, Loss loss) {
        JsonNode inputs = golden.get("inputs");
        Rows z = new Rows(numbers(inputs.get("predictions")), 1);
        checkOptax(golden, loss, z, new Rows(numbers(inputs.get("targets")), 1), 1);
    }

    /** Keras' value of a row is the mean over its last axis, where targets have that axis too. */
    private static void checkKeras(JsonNode golden, Loss loss, Rows z, Rows targets) {
        int elements = loss instanceof ElementwiseLoss ? z.columns : 1;
        float[] weights = new Rows(weights(golden.get("sample_weight"), z.rows()), 1).floats();
        Loss weighted = loss.sampleWeighted();
        float[] withWeights = targets.with(weights);
        for (Kernels twin : TWINS) {
            double[] values = rowLosses(weighted, twin, z, withWeights);
            double sum = Arrays.stream(values).sum();
            double weight = weighted.bind(twin).weight(withWeights, 0, z.rows(), z.columns);
            JsonNode reduction = golden.get("settings").path("reduction");
            double[] reduced =
                    switch (reduction.asText("none")) {
                        case "sum" -> new double[] {sum / elements};
                        case "mean_with_sample_weight" ->
                            new double[] {weighted.reduction().reduce(sum, weight)};
                        default -> reduction.isNull()
                                ? Arrays.stream(values).map(v -> v / elements).toArray()
                                : new double[] {sum / elements / values.length};
                    };
            assertGolden(golden, reduced, twin.description());
        }
    }

    private static void checkOptax(
            JsonNode golden, Loss loss, Rows z, Rows targets, double divisor) {
        for (Kernels twin : TWINS) {
            double[] values = rowLosses(loss, twin, z, targets.floats());
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
            double ulp = Math.ulp((float) expected[i]); // both are floats
            double allowed = absolute + relative * Math.abs(expected[i]) + ulp;
            assertEquals(expected[i], actual[i], allowed, what);
        }
    }

    private static double[] rowLosses(Loss loss, Kernels twin, Rows z, float[] targets) {
        float[] losses = loss.rowLosses(twin, z.floats(), targets, z.columns);
        double[] values = new double[losses.length];
        Arrays.setAll(values, row -> losses[row]);
        return values;
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

        /** The place of the largest value of each row. */
        Rows indices() {
            double[] indices = new double[rows()];
            for (int i = 0; i < values.length; i++) {
                int row = i / columns;
                if (values[i] > values[row * columns + (int) indices[row]]) {
                    indices[row] = i % columns;
                }
            }
            return new Rows(indices, 1);
        }

        /** The floats, each row followed by its weight. */
        float[] with(float[] weights) {
            float[] floats = floats();
            float[] all = new float[floats.length + weights.length];
            for (int row = 0; row < weights.length; row++) {
                System.arraycopy(floats, row * columns, all, row * (columns + 1), columns);
                all[row * (columns + 1) + columns] = weights[row];
            }
            return all;
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
