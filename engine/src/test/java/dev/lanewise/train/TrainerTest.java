package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerTest {
    static final Loss CROSS_ENTROPY = SoftmaxCrossEntropy.ofClassIndices();

    /** Points of a square, class 1 inside a disc, class 0 around it. */
    static Dataset disc(int rows, long seed) {
        float[] x = Slice.random(seed, rows * 2, 1).values();
        float[] y = new float[rows];
        for (int r = 0; r < rows; r++) {
            y[r] = Math.hypot(x[2 * r], x[2 * r + 1]) < 0.75 ? 1 : 0;
        }
        return Dataset.of(x, 2, y, 1);
    }

    static Network classifier() {
        return Network.inputs(2).dense(32, Activation.TANH).dense(2).build(1);
    }

    static Trainer trainer(Network network) {
        return Trainer.of(network, CROSS_ENTROPY, Adam.of(0.01)).withBatchSize(32).withEpochs(40);
    }

    @Test
    void aDiscIsLearnedAndHoldsOnUnseenPoints() {
        Network network = classifier();
        Dataset validation = disc(500, 2);
        History history = trainer(network).fit(disc(1000, 1), validation);
        assertEquals(40, history.epochs().size());
        Evaluation last = history.last().validation().orElseThrow();
        assertTrue(last.metric(Metric.ACCURACY) > 0.95, last.toString());
        assertTrue(last.loss() < history.epochs().getFirst().training().loss());
        assertEquals(last, Evaluation.of(network, CROSS_ENTROPY, validation));
    }

    @Test
    void anEpochHasTheRowsThatTheSamplingDraws() {
        Network network = Network.inputs(1).dense(1).build(1);
        Dataset data = Dataset.of(new float[] {1, 1, 1}, 1, new float[] {-5, 3, 9}, 1);
        List<Integer> rows = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void batchFinished(int epoch, int batch, int batchRows, float loss) {
                rows.add(batchRows);
            }
        };
        Trainer.of(network, new MeanSquaredError(), Sgd.of(0.1))
                .withEpochs(30)
                .withBatchSize(4)
                .withSampling(Sampling.weighted(0, 2, 0).withDraws(6))
                .withListener(listener)
                .fit(data);
        assertEquals(List.of(4, 2, 4, 2), rows.subList(0, 4));
        assertEquals(3, network.predict(new float[] {1})[0], 1e-4);
    }

    @Test
    void oneLogitAndTwoClassesLearnTheSameTask() {
        Network network = Network.inputs(2).dense(32, Activation.TANH).dense(1).build(1);
        Evaluation last =
                Trainer.of(network, new BinaryCrossEntropy(), Adam.of(0.01))
                        .withBatchSize(32)
                        .withEpochs(40)
                        .fit(disc(1000, 1), disc(500, 2))
                        .last()
                        .validation()
                        .orElseThrow();
        assertTrue(last.metric(Metric.ACCURACY) > 0.95, last.toString());
    }

    @Test
    void regressionReportsItsThreeFigures() {
        float[] x = Slice.random(3, 400, 1).values();
        float[] y = new float[400];
        for (int i = 0; i < 400; i++) {
            y[i] = 3 * x[i] - 2;
        }
        Dataset line = Dataset.of(x, 1, y, 1);
        Network network = Network.inputs(1).dense(1).build(0);
        Evaluation last =
                Trainer.of(network, new MeanSquaredError(), Sgd.of(0.1))
                        .withEpochs(30)
                        .fit(line, line)
                        .last()
                        .validation()
                        .orElseThrow();
        assertEquals(3, network.parameters()[0], 0.01);
        assertEquals(-2, network.parameters()[1], 0.01);
        assertTrue(last.metric(Metric.R_SQUARED) > 0.999, last.toString());
        double rmse = last.metric(Metric.ROOT_MEAN_SQUARED_ERROR);
        assertEquals(last.loss(), rmse * rmse, 1e-9);
        assertTrue(last.metric(Metric.MEAN_ABSOLUTE_ERROR) <= rmse);
    }

    @Test
    void metricsAreWhatTheirFormulasSay() {
        Network identity = Network.inputs(1).dense(1).build(0);
        identity.parameters()[0] = 1;
        Dataset set = Dataset.of(new float[] {1, 2, 3, 6}, 1, new float[] {1, 1, 5, 5}, 1);
        Evaluation evaluation = Evaluation.of(identity, new MeanSquaredError(), set);
        assertEquals((0 + 1 + 4 + 1) / 4.0, evaluation.loss(), 1e-12);
        assertEquals(1.0, evaluation.metric(Metric.MEAN_ABSOLUTE_ERROR), 1e-12);
        assertEquals(Math.sqrt(1.5), evaluation.metric(Metric.ROOT_MEAN_SQUARED_ERROR), 1e-12);
        assertEquals(1 - 6 / 16.0, evaluation.metric(Metric.R_SQUARED), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> evaluation.metric(Metric.ACCURACY));
    }

    @Test
    void theSameSeedsTrainToTheSameBits() {
        Network one = classifier();
        Network two = classifier();
        trainer(one).withEpochs(3).withSeed(4).fit(disc(333, 1));
        trainer(two).withEpochs(3).withSeed(4).fit(disc(333, 1), disc(50, 2));
        assertArrayEquals(one.parameters(), two.parameters());
        Network other = classifier();
        trainer(other).withEpochs(3).withSeed(5).fit(disc(333, 1));
        assertTrue(!java.util.Arrays.equals(one.parameters(), other.parameters()));
    }

    /** At learning rate 0 and batches of one row, losses tell the rows apart. */
    @Test
    void everyEpochHasAnOrderOfItsOwn() {
        List<List<Float>> epochs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        epochs.get(epoch - 1).add(loss);
                    }
                };
        Trainer.of(classifier(), CROSS_ENTROPY, Sgd.of(0))
                .withBatchSize(1)
                .withEpochs(3)
                .withListener(listener)
                .fit(disc(30, 1));
        assertEquals(3, epochs.stream().distinct().count(), "orders");
        assertEquals(
                1, epochs.stream().map(losses -> losses.stream().sorted().toList()).distinct()
                        .count(),
                "sets of rows");
    }

    @Test
    void listenersHearOfEveryBatchAndEpochInOrder() {
        List<String> heard = new ArrayList<>();
        List<Epoch> epochs = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void trainingStarted(int epochCount, int batches) {
                        heard.add("start " + epochCount + " " + batches);
                    }

                    @Override
                    public void epochStarted(int epoch) {
                        heard.add("epoch " + epoch);
                    }

                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        heard.add(epoch + "." + batch + " " + rows);
                    }

                    @Override
                    public void validationStarted(int epoch) {
                        heard.add("validation " + epoch);
                    }

                    @Override
                    public void epochFinished(Epoch epoch) {
                        heard.add("end " + epoch.number());
                        epochs.add(epoch);
                    }

                    @Override
                    public void trainingFinished(History history) {
                        heard.add("end of all " + history.epochs().size());
                    }

                    @Override
                    public void trainingFailed(Throwable error) {
                        heard.add("failed");
                    }
                };
        Trainer trainer = trainer(classifier()).withEpochs(2).withListener(listener);
        trainer.fit(disc(70, 1), disc(10, 2));
        assertEquals(
                List.of(
                        "start 2 3", "epoch 1", "1.1 32", "1.2 32", "1.3 6", "validation 1",
                        "end 1", "epoch 2", "2.1 32", "2.2 32", "2.3 6", "validation 2", "end 2",
                        "end of all 2"),
                heard);
        epochs.clear();
        heard.clear();
        History history = trainer.fit(disc(70, 1));
        assertEquals(List.of(), heard.stream().filter(s -> s.startsWith("val")).toList());
        assertEquals(history.epochs(), epochs);
        assertSame(history.epochs().get(1), history.last());
    }

    @Test
    void everyListenerHearsOfAnErrorWhicheverListenerItIsOf() {
        List<String> heard = new ArrayList<>();
        IllegalStateException broken = new IllegalStateException("broken");
        TrainingListener breaking =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        throw broken;
                    }

                    @Override
                    public void trainingFailed(Throwable error) {
                        heard.add("first " + error.getMessage());
                        throw new IllegalStateException("again");
                    }
                };
        TrainingListener passive =
                new TrainingListener() {
                    @Override
                    public void trainingFinished(History history) {
                        heard.add("finished");
                    }

                    @Override
                    public void trainingFailed(Throwable error) {
                        heard.add("second " + error.getMessage());
                        throw broken; // what is on its way already
                    }
                };
        Trainer trainer =
                trainer(classifier()).withListener(breaking).withListener(passive);
        assertSame(
                broken,
                assertThrows(IllegalStateException.class, () -> trainer.fit(disc(70, 1))));
        assertEquals(List.of("first broken", "second broken"), heard);
        assertEquals("again", broken.getSuppressed()[0].getMessage());
        assertEquals(1, broken.getSuppressed().length);
    }

    @Test
    void theBestEpochIsTheOneOfLeastValidationLoss() {
        History history = trainer(classifier()).fit(disc(40, 1), disc(300, 2));
        double least =
                history.epochs().stream()
                        .mapToDouble(e -> e.validation().orElseThrow().loss())
                        .min()
                        .orElseThrow();
        assertEquals(least, history.best().validation().orElseThrow().loss());
    }

    @Test
    void brokenInputIsRefusedBeforeAnythingIsTrained() {
        Dataset good = disc(50, 1);
        Network network = classifier();
        float[] before = network.parameters().clone();
        Trainer trainer = trainer(network);

        Dataset notANumber = disc(50, 1);
        notANumber.features()[13] = Float.NaN;
        expect(
                "training data set: feature 1 of row 6 is NaN, expected a finite number",
                () -> trainer.fit(notANumber));
        expect(
                "validation data set: feature 1 of row 6 is NaN",
                () -> trainer.fit(good, notANumber));

        Dataset label12 = disc(50, 1);
        label12.targets()[20] = 12;
        expect("12", () -> trainer.fit(label12));
        Network ten = Network.inputs(2).dense(10).build(0);
        expect("from 0 to 9", () -> trainer(ten).fit(label12));

        Dataset empty = Dataset.of(new float[0], 2, new float[0], 1);
        expect("number of rows of the training data set is 0", () -> trainer.fit(empty));
        expect("number of rows of the validation data set is 0", () -> trainer.fit(good, empty));
        expect("batchSize is 51", () -> trainer.withBatchSize(51).fit(good));
        expect("batchSize is 0", () -> trainer.withBatchSize(0));
        expect("epochs is 0", () -> trainer.withEpochs(0));
        expect("learningRate is NaN", () -> Adam.of(Double.NaN));
        expect("outputs is 1", () -> trainer(Network.inputs(2).dense(1).build(0)));
        expect(
                "features a row of the training data set is 2, expected 3",
                () -> trainer(Network.inputs(3).dense(2).build(0)).fit(good));
        expect(
                "target values a row of the training data set is 1",
                () -> Trainer.of(network, new MeanSquaredError(), Adam.of(1)).fit(good));
        assertArrayEquals(before, network.parameters());
    }

    @Test
    void aLossThatIsNotFiniteStopsTheTrainingBeforeItsUpdate() {
        Network network = Network.inputs(1).dense(1).build(0);
        network.parameters()[0] = 0.5f;
        Dataset set = Dataset.of(new float[] {1, 1, 1}, 1, new float[] {1, 1, 3e38f}, 1);
        Trainer trainer = Trainer.of(network, new MeanSquaredError(), Sgd.of(0.1)).withBatchSize(3);
        ArithmeticException e = assertThrows(ArithmeticException.class, () -> trainer.fit(set));
        assertTrue(e.getMessage().contains("in batch 1 of epoch 1"), e.getMessage());
        assertTrue(e.getMessage().contains("check the targets"), e.getMessage());
        assertArrayEquals(new float[] {0.5f, 0}, network.parameters());
    }

    @Test
    void aTrainingThatDivergesIsToldToTakeSmallerSteps() {
        Network network = Network.inputs(1).dense(1).build(0);
        Trainer wild = Trainer.of(network, new MeanSquaredError(), Sgd.of(1e15)).withBatchSize(1);
        Dataset set = Dataset.of(new float[] {1, 2, 3}, 1, new float[] {1, 2, 3}, 1);
        ArithmeticException e = assertThrows(ArithmeticException.class, () -> wild.fit(set));
        assertTrue(e.getMessage().contains("smaller learning rate than 1.0E15"), e.getMessage());
    }

    @Test
    void givenKernelsAreTheOnesThatTrain() {
        Network vector = classifier();
        Network scalar = classifier();
        History fast = trainer(vector).withEpochs(2).fit(disc(70, 1), disc(30, 2));
        History slow = trainer(scalar).withEpochs(2).withKernels(Lanewise.scalarKernels())
                .fit(disc(70, 1), disc(30, 2));
        assertArrayEquals(vector.parameters(), scalar.parameters());
        assertEquals(fast.last().validation(), slow.last().validation());
    }

    @Test
    void determinationIsRightFarFromZeroAndUndefinedForConstantTargets() {
        Network network = Network.inputs(1).dense(1).build(0);
        network.parameters()[0] = 0;
        network.parameters()[1] = 16_000_001;
        Dataset far =
                Dataset.of(new float[3], 1, new float[] {16_000_000, 16_000_001, 16_000_003}, 1);
        double expected = 1 - (1 + 0 + 4) / (26 / 3.0 - 4);
        Evaluation evaluation = Evaluation.of(network, new MeanSquaredError(), far);
        assertEquals(expected, evaluation.metric(Metric.R_SQUARED), 1e-9);
        float[] constant = new float[338];
        java.util.Arrays.fill(constant, 0.3f);
        Dataset same = Dataset.of(new float[338], 1, constant, 1);
        assertEquals(
                Double.NaN,
                Evaluation.of(network, new MeanSquaredError(), same).metric(Metric.R_SQUARED));
    }

    @Test
    void outputsThatAreNoNumbersAreNotCountedAsRight() {
        Network network = classifier();
        java.util.Arrays.fill(network.parameters(), Float.NaN);
        Evaluation evaluation = Evaluation.of(network, CROSS_ENTROPY, disc(20, 1));
        assertEquals(0.0, evaluation.metric(Metric.ACCURACY));
    }

    @Test
    void resultsDoNotChangeWithWhatTheyWereMadeFrom() {
        Map<Metric, Double> metrics = new HashMap<>(Map.of(Metric.ACCURACY, 0.5));
        Evaluation evaluation = new Evaluation(1, metrics);
        metrics.put(Metric.ACCURACY, 0.9);
        assertEquals(0.5, evaluation.metric(Metric.ACCURACY));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
