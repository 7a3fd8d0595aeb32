package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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

    static Stream<Arguments> evaluations() {
        return Stream.of(
                classIndices(), distributions(), probabilities(), numbers());
    }

    /** Right in rows 0, 1, 2 and, the first of equals being the one that counts, in row 3. */
    private static Arguments classIndices() {
        float[] logits = {2, 0, 0, 1, 1, 3, 0, 0, 0, 3};
        float[] classes = {0, 1, 1, 0, 0};
        double[] losses = {softplus(-2), softplus(-1), softplus(-2), softplus(0), softplus(3)};
        return Arguments.of(
                SoftmaxCrossEntropy.ofClassIndices(), logits, classes,
                new Evaluation(mean(losses), Map.of(Metric.ACCURACY, 4 / 5.0)));
    }

    /** The same rows and classes; the larger probability is the class. */
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
                new Evaluation(mean(losses), Map.of(Metric.ACCURACY, 4 / 5.0)));
    }

    /**
     * Right in elements 0, 1, 2, 4, 5 and 8; a logit of 0 and a target of 0.5 are on the low side.
     */
    private static Arguments probabilities() {
        float[] logits = {0.25f, -0.25f, 0, -3, 2, -2, 3, -1, 0.5f, 1};
        float[] targets = {1, 0, 0.25f, 1, 0.75f, 0, 0, 1, 1, 0.5f};
        double[] losses = new double[2 * ROWS];
        Arrays.setAll(losses, i -> softplus(logits[i]) - targets[i] * logits[i]);
        return Arguments.of(
                new BinaryCrossEntropy(), logits, targets,
                new Evaluation(mean(losses), Map.of(Metric.ACCURACY, 6 / 10.0)));
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

    /** ln(1 + e^x): the loss of a row of two classes whose wrong logit is x above the right one. */
    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    private static double mean(double... values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static Network identity() {
        Network network = Network.inputs(2).dense(2).build(0);
        System.arraycopy(new float[] {1, 0, 0, 1, 0, 0}, 0, network.parameters(), 0, 6);
        return network;
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void anEvaluationIsWhatTheFormulasSay(
            Loss loss, float[] outputs, float[] targets, Evaluation expected) {
        Dataset set = Dataset.of(outputs, 2, targets, loss.targetSize(2));
        assertAlmostEquals(expected, Evaluation.of(identity(), loss, set), "five rows");
        // more rows than are predicted at once; their means stay
        int[] often = new int[60 * ROWS];
        Arrays.setAll(often, i -> i % ROWS);
        assertAlmostEquals(
                expected, Evaluation.of(identity(), loss, set.select(often)), "300 rows");
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void anEpochsTrainingFiguresAreThoseOfAllItsBatches(
            Loss loss, float[] outputs, float[] targets, Evaluation expected) {
        Dataset set = Dataset.of(outputs, 2, targets, loss.targetSize(2));
        History history =
                Trainer.of(identity(), loss, Sgd.of(0)).withBatchSize(2).withEpochs(3).fit(set);
        for (Epoch epoch : history.epochs()) {
            assertAlmostEquals(expected, epoch.training(), "epoch " + epoch.number());
        }
    }

    private static void assertAlmostEquals(Evaluation expected, Evaluation actual, String what) {
        // losses of elements are floats
        assertEquals(expected.loss(), actual.loss(), 2e-7, what);
        assertEquals(expected.metrics().keySet(), actual.metrics().keySet(), what);
        expected.metrics()
                .forEach((metric, v) -> assertEquals(v, actual.metric(metric), 1e-12, what));
    }
}
