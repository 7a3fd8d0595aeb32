package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Folds;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    /** Seen from this module. */
    private static final Path IRIS = Path.of("..", "..", "shared", "data", "small", "iris.csv");

    private static Evaluation evaluation(double loss, double accuracy) {
        return new Evaluation(loss, Map.of(Metric.ACCURACY, accuracy));
    }

    @Test
    void meanAndDeviationAreThoseOfTheFolds() {
        CrossValidation result =
                new CrossValidation(
                        List.of(evaluation(1, 0.5), evaluation(2, 0.75), evaluation(6, 1)));
        assertEquals(3, result.loss().mean());
        assertEquals(Math.sqrt((4 + 1 + 9) / 2.0), result.loss().standardDeviation(), 1e-15);
        assertEquals(new CrossValidation.Spread(0.75, 0.25), result.metric(Metric.ACCURACY));
        assertEquals(
                Map.of(Metric.ACCURACY, new CrossValidation.Spread(0.75, 0.25)),
                result.metrics());
        assertEquals(
                """
                loss 3.0000 ± 2.6458
                ACCURACY 0.7500 ± 0.2500""",
                result.toString());
        assertThrows(IllegalArgumentException.class, () -> result.metric(Metric.ROC_AUC));
    }

    @Test
    void whatIsUndefinedInAFoldIsUndefined() {
        CrossValidation result =
                new CrossValidation(List.of(evaluation(1, Double.NaN), evaluation(2, 1)));
        assertEquals(
                new CrossValidation.Spread(Double.NaN, Double.NaN),
                result.metric(Metric.ACCURACY));
        assertEquals(1.5, result.loss().mean());
    }

    @Test
    void eachFoldIsEvaluatedOnceInOrder() {
        Dataset set = Dataset.of(new float[] {0, 1, 2, 3, 4, 5}, 1, new float[6], 1);
        Folds folds = Folds.of(set, 3, 1);
        List<Float> heldOut = new ArrayList<>();
        CrossValidation result =
                CrossValidation.of(
                        folds,
                        (training, part) -> {
                            assertEquals(4, training.rows());
                            heldOut.add(part.features()[0]);
                            return evaluation(part.features()[0], 1);
                        });
        for (int i = 0; i < 3; i++) {
            assertEquals(folds.split(i).heldOut().features()[0], heldOut.get(i));
            assertEquals((double) heldOut.get(i), result.folds().get(i).loss());
        }
    }

    @Test
    void foldsThatDoNotGoTogetherAreRefused() {
        expect("number of folds is 1", List.of(evaluation(1, 1)));
        expect("metrics of a fold is []", List.of(evaluation(1, 1), new Evaluation(1, Map.of())));
    }

    private static void expect(String message, List<Evaluation> folds) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new CrossValidation(folds));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void irisIsToldApartInEveryFold() throws IOException {
        assumeTrue(Files.exists(IRIS), () -> IRIS + " is missing, so this is not tested");
        CrossValidation result =
                CrossValidation.of(
                        Folds.stratified(iris(), 5, 1), CrossValidationTest::trainAndEvaluate);
        assertEquals(5, result.folds().size());
        for (Evaluation fold : result.folds()) {
            // ten rows of each class: then recall, averaged by class, is accuracy
            assertEquals(
                    fold.metric(Metric.ACCURACY), fold.metric(Metric.RECALL), 1e-12);
            assertEquals(fold.loss(), fold.metric(Metric.LOG_LOSS), 1e-6);
        }
        assertTrue(result.metric(Metric.ACCURACY).mean() > 0.93, result::toString);
        assertTrue(result.metric(Metric.ACCURACY).standardDeviation() < 0.06, result::toString);
    }

    private static Evaluation trainAndEvaluate(Dataset training, Dataset heldOut) {
        StandardScaler scaler = StandardScaler.fit(training.features(), 4);
        scaler.transform(training.features());
        scaler.transform(heldOut.features());
        Network network = Network.inputs(4).dense(16, Activation.TANH).dense(3).build(1);
        return Trainer.of(network, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(0.01))
                .withEpochs(60)
                .withBatchSize(16)
                .fit(training, heldOut)
                .last()
                .validation()
                .orElseThrow();
    }

    private static Dataset iris() throws IOException {
        List<String> lines = Files.readAllLines(IRIS);
        int rows = lines.size() - 1;
        float[] features = new float[rows * 4];
        float[] classes = new float[rows];
        for (int r = 0; r < rows; r++) {
            String[] cells = lines.get(r + 1).split(",");
            for (int c = 0; c < 4; c++) {
                features[r * 4 + c] = Float.parseFloat(cells[c]);
            }
            classes[r] = Float.parseFloat(cells[4]);
        }
        return Dataset.of(features, 4, classes, 1);
    }
}
