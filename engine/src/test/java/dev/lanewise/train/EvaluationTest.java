package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.PoissonNegativeLogLikelihood;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every figure worked out by hand, for each loss on two outputs and five rows.
 *
 * <p>The network gives back its features, and a training of learning rate 0 leaves it so: then the
 * figures of an epoch are those of its data, whatever the batches.
 */
class EvaluationTest {
    private static final int ROWS = 5;
    /** What batches are judged by as they are trained on. */
    private static final Set<Metric> CHEAP =
            Set.of(
                    Metric.ACCURACY, Metric.MEAN_ABSOLUTE_ERROR, Metric.ROOT_MEAN_SQUARED_ERROR,
                    Metric.R_SQUARED);

    static Stream<Arguments> evaluations() {
        return Stream.of(
                classIndices(), ignored(), distributions(), probabilities(), numbers(), weighted(),
                counts());
    }

    /** Right in rows 0, 1, 2 and, the first of equals being the one that counts, in row 3. */
    private static Arguments classIndices() {
        float[] logits = {2, 0, 0, 1, 1, 3, 0, 0, 0, 3};
        float[] classes = {0, 1, 1, 0, 0};
        double[] losses = {softplus(-2), softplus(-1), softplus(-2), softplus(0), softplus(3)};
        return Arguments.of(
                SoftmaxCrossEntropy.ofClassIndices(), logits, classes,
                new Evaluation(mean(losses), ofClasses(mean(losses))));
    }

    /**
     * Predicted classes 0, 1, 1, 0, 1 for 0, 1, 1, 0, 0: of the three rows of class 0 two are right
     * and no other is taken for it; the two rows of class 1 are right, and a third is taken for it.
     */
    private static Map<Metric, Double> ofClasses(double logLoss) {
        return Map.of(
                Metric.ACCURACY, 4 / 5.0,
                Metric.PRECISION, (1 + 2 / 3.0) / 2,
                Metric.RECALL, (2 / 3.0 + 1) / 2,
                Metric.F1, 4 / 5.0,
                Metric.LOG_LOSS, logLoss);
    }

    /** Rows 1 and 3 do not count, neither for the loss nor as predictions. */
    private static Arguments ignored() {
        float[] logits = {2, 0, 0, 1, 1, 3, 0, 0, 0, 3};
        float[] classes = {0, -1, 1, -1, 0};
        double[] losses = {softplus(-2), softplus(-2), softplus(3)};
        return Arguments.of(
                SoftmaxCrossEntropy.ofClassIndices().withIgnoredIndex(-1), logits, classes,
                new Evaluation(
                        mean(losses),
                        Map.of(
                                Metric.ACCURACY, 2 / 3.0,
                                Metric.PRECISION, 3 / 4.0,
                                Metric.RECALL, 3 / 4.0,
                                Metric.F1, 2 / 3.0,
                                Metric.LOG_LOSS, mean(losses))));
    }

    /** The same rows and classes; the larger share is the class, which the log loss is of. */
    private static Arguments distributions() {
        float[] logits = {2, 0, 0, 1, 1, 3, 0, 0, 0, 3};
        float[] shares = {0.75f, 0.25f, 0.25f, 0.75f, 0, 1, 0.625f, 0.375f, 0.75f, 0.25f};
        double[] losses = {
            0.75 * softplus(-2) + 0.25 * softplus(2),
            0.25 * softplus(1) + 0.75 * softplus(-1),
            softplus(-2),
            softplus(0),
            0.75 * softplus(3) + 0.25 * softplus(-3)
        };
        return Arguments.of(
                SoftmaxCrossEntropy.ofDistributions(), logits, shares,
                new Evaluation(
                        mean(losses),
                        ofClasses(
                                mean(softplus(-2), softplus(-1), softplus(-2), softplus(0),
                                        softplus(3)))));
    }

    /**
     * Right in elements 0, 1, 2, 4, 5 and 8; a logit of 0 and a target of 0.5 are on the low side.
     *
     * <p>First output: positive are rows 0, 2 and 4, all called so, and row 3 too; they are above
     * row 1 and below row 3. Second output: positive are rows 1 and 3, but row 4 alone is called
     * so; of six pairs that of rows 3 and 2 is in order.
     */
    private static Arguments probabilities() {
        float[] logits = {0.25f, -0.25f, 0, -3, 2, -2, 3, -1, 0.5f, 1};
        float[] targets = {1, 0, 0.25f, 1, 0.75f, 0, 0, 1, 1, 0.5f};
        double[] losses = new double[2 * ROWS];
        Arrays.setAll(losses, i -> softplus(logits[i]) - targets[i] * logits[i]);
        return Arguments.of(
                new BinaryCrossEntropy(), logits, targets,
                new Evaluation(
                        mean(losses),
                        Map.of(
                                Metric.ACCURACY, 6 / 10.0,
                                Metric.PRECISION, (3 / 4.0 + 0) / 2,
                                Metric.RECALL, (1 + 0) / 2.0,
                                Metric.F1, (6 / 7.0 + 0) / 2,
                                Metric.ROC_AUC, (3 / 6.0 + 1 / 6.0) / 2,
                                Metric.LOG_LOSS, mean(losses))));
    }

    /** Target columns of means 3 and 14, about which they vary by 10 and by 48 + 72. */
    private static Arguments numbers() {
        float[] targets = {1, 10, 2, 10, 3, 10, 4, 20, 5, 20};
        float[] errors = {0, 1, -1, 0, 2, 0, 0, -2, 0, 3};
        float[] outputs = new float[2 * ROWS];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = targets[i] + errors[i];
        }
        return Arguments.of(
                new MeanSquaredError(), outputs, targets,
                new Evaluation(
                        1.9,
                        Map.of(
                                Metric.MEAN_ABSOLUTE_ERROR, 0.9,
                                Metric.ROOT_MEAN_SQUARED_ERROR, Math.sqrt(1.9),
                                Metric.R_SQUARED, 1 - 19 / 130.0)));
    }

    /** Errors 1, 2, 3, 4, 5 and weights 0, 1, 2, 0, 3; metrics count every row alike. */
    private static Arguments weighted() {
        float[] targets = {1, 1, 0, 1, 1, 1, 1, 1, 2, 1, 1, 0, 1, 1, 3};
        float[] outputs = {2, 1, 3, 1, 4, 1, 5, 1, 6, 1};
        return Arguments.of(
                new MeanSquaredError().sampleWeighted(), outputs, targets,
                new Evaluation(
                        (4 + 2 * 9 + 3 * 25) / (2 * 6.0),
                        Map.of(
                                Metric.MEAN_ABSOLUTE_ERROR, 1.5,
                                Metric.ROOT_MEAN_SQUARED_ERROR, Math.sqrt(5.5),
                                Metric.R_SQUARED, Double.NaN)));
    }

    /** No metric suits logarithms of rates. */
    private static Arguments counts() {
        float[] outputs = {0, 1, 0, -1, 0, 0, 0, 0, 0, 0};
        float[] targets = {0, 3, 1, 2, 1, 1, 1, 1, 1, 1};
        double sum = 8 + Math.E - 3 + 1 / Math.E + 2;
        return Arguments.of(
                new PoissonNegativeLogLikelihood(), outputs, targets,
                new Evaluation(sum / 10, Map.of()));
    }

    /** ln(1 + e^x): the loss of a row of two classes whose wrong logit is x above the right one. */
    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    private static double mean(double... values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static Network identity(int size) {
        Network network = Network.inputs(size).dense(size).build(0);
        Arrays.fill(network.parameters(), 0);
        for (int i = 0; i < size; i++) {
            network.parameters()[i * size + i] = 1;
        }
        return network;
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void anEvaluationIsWhatTheFormulasSay(
            Loss loss, float[] outputs, float[] targets, Evaluation expected) {
        Dataset set = Dataset.of(outputs, 2, targets, loss.targetSize(2));
        assertAlmostEquals(expected, Evaluation.of(identity(2), loss, set), "five rows");
        // more rows than are predicted at once; their means stay
        int[] often = new int[60 * ROWS];
        Arrays.setAll(often, i -> i % ROWS);
        assertAlmostEquals(
                expected, Evaluation.of(identity(2), loss, set.select(often)), "300 rows");
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void anEpochsTrainingFiguresAreThoseOfAllItsBatches(
            Loss loss, float[] outputs, float[] targets, Evaluation expected) {
        Dataset set = Dataset.of(outputs, 2, targets, loss.targetSize(2));
        History history =
                Trainer.of(identity(2), loss, Sgd.of(0)).withBatchSize(2).withEpochs(3).fit(set);
        Map<Metric, Double> cheap = new EnumMap<>(Metric.class);
        cheap.putAll(expected.metrics());
        cheap.keySet().retainAll(CHEAP);
        for (Epoch epoch : history.epochs()) {
            assertAlmostEquals(
                    new Evaluation(expected.loss(), cheap), epoch.training(),
                    "epoch " + epoch.number());
        }
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void anEpochsValidationHasAllFigures(
            Loss loss, float[] outputs, float[] targets, Evaluation expected) {
        Dataset set = Dataset.of(outputs, 2, targets, loss.targetSize(2));
        History history =
                Trainer.of(identity(2), loss, Sgd.of(0)).withBatchSize(2).withEpochs(1)
                        .fit(set, set);
        assertAlmostEquals(
                expected, history.last().validation().orElseThrow(), "validation");
    }

    @Test
    void fiveLargestLogitsAreLookedAtUnlessAnotherNumberIsGiven() {
        Loss loss = SoftmaxCrossEntropy.ofClassIndices();
        float[] logits = new float[6 * 6];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = -(i % 6);
        }
        Dataset six = Dataset.of(logits, 6, new float[] {0, 1, 2, 3, 4, 5}, 1);
        assertEquals(
                5 / 6.0,
                Evaluation.of(identity(6), loss, six).metric(Metric.TOP_K_ACCURACY));
        assertEquals(
                2 / 6.0,
                Evaluation.of(identity(6), loss, six, 2).metric(Metric.TOP_K_ACCURACY));
        // among all six everything is
        assertFalse(
                Evaluation.of(identity(6), loss, six, 6).metrics()
                        .containsKey(Metric.TOP_K_ACCURACY));
        assertThrows(
                IllegalArgumentException.class, () -> Evaluation.of(identity(6), loss, six, 0));
    }

    @Test
    void outputsOfOneClassAloneHaveNoPartInTheArea() {
        float[] logits = {1, 1, 2, 2, 3, 3};
        Loss loss = new BinaryCrossEntropy();
        Dataset second = Dataset.of(logits, 2, new float[] {1, 0, 1, 1, 1, 0}, 2);
        assertEquals(0.5, Evaluation.of(identity(2), loss, second).metric(Metric.ROC_AUC));
        Dataset none = Dataset.of(logits, 2, new float[] {1, 0, 1, 0, 1, 0}, 2);
        assertEquals(Double.NaN, Evaluation.of(identity(2), loss, none).metric(Metric.ROC_AUC));
    }

    @Test
    void outputsThatAreNoNumbersAreWrongAndHaveNoArea() {
        Network broken = identity(2);
        broken.parameters()[0] = Float.NaN;
        broken.parameters()[3] = Float.NaN;
        Dataset set = Dataset.of(new float[] {1, 2, 3, 4}, 2, new float[] {0, 1, 1, 0}, 2);
        Evaluation evaluation = Evaluation.of(broken, new BinaryCrossEntropy(), set);
        for (Metric metric : new Metric[] {
            Metric.ACCURACY, Metric.PRECISION, Metric.RECALL, Metric.F1}) {
            assertEquals(0, evaluation.metric(metric), metric.name());
        }
        assertEquals(Double.NaN, evaluation.metric(Metric.ROC_AUC));
        assertEquals(Double.NaN, evaluation.metric(Metric.LOG_LOSS));
    }

    private static void assertAlmostEquals(Evaluation expected, Evaluation actual, String what) {
        // losses of rows are floats
        assertEquals(expected.loss(), actual.loss(), 2e-7, what);
        assertEquals(expected.metrics().keySet(), actual.metrics().keySet(), what);
        expected.metrics()
                .forEach(
                        (metric, v) -> assertEquals(
                                v, actual.metric(metric), metric == Metric.LOG_LOSS ? 2e-7 : 1e-12,
                                metric + " of " + what));
    }
}
