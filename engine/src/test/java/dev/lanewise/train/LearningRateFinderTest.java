package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {
    private final Dataset data = TrainerTest.disc(300, 1);

    private static Trainer trainer(Network network) {
        return Trainer.of(network, TrainerTest.CROSS_ENTROPY, Adam.of(0.123)).withBatchSize(32);
    }

    private LearningRateCurve find() {
        return LearningRateFinder.of().find(trainer(TrainerTest.classifier()), data);
    }

    @Test
    void thePointsAreThoseOfTheFormula() {
        LearningRateFinder finder =
                LearningRateFinder.of().withRange(1e-4, 1e-1).withUpdates(25).withSmoothing(0.8);
        LearningRateCurve curve = finder.find(trainer(TrainerTest.classifier()), data);
        TrainingStep step =
                new TrainingStep(
                        TrainerTest.classifier(), TrainerTest.CROSS_ENTROPY, Adam.of(1), 32);
        Batches batches = new Batches(data, 32, 0); // ten an epoch
        assertEquals(25, curve.points().size());
        double weighted = 0;
        double weights = 0;
        int epoch = 0;
        for (int i = 0; i < 25; i++) {
            if (!batches.next()) {
                batches.start(++epoch);
                batches.next();
            }
            double rate = 1e-4 * Math.pow(1000, i / 24.0);
            step.setLearningRate(curve.points().get(i).learningRate());
            double loss =
                    step.step(batches.features(), 0, batches.targets(), 0, batches.rows());
            weighted = 0.8 * weighted + loss;
            weights = 0.8 * weights + 1;
            assertEquals(rate, curve.points().get(i).learningRate(), 1e-12 * rate);
            assertEquals(loss, curve.points().get(i).loss(), "update " + i);
            assertEquals(weighted / weights, curve.points().get(i).smoothedLoss(), 1e-12);
        }
        assertEquals(3, epoch);
    }

    @Test
    void theNetworkIsNotTouchedAndTheCurveIsTheSameEachTime() {
        Network network = TrainerTest.classifier();
        List<String> heard = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        heard.add("batch");
                    }
                };
        Trainer trainer = trainer(network).withListener(listener);
        LearningRateCurve curve = LearningRateFinder.of().find(trainer, data);
        assertArrayEquals(TrainerTest.classifier().parameters(), network.parameters());
        assertEquals(List.of(), heard);
        assertEquals(curve, find());
        assertEquals(curve, LearningRateFinder.of().find(trainer.withThreads(2), data));
        assertEquals(
                curve,
                LearningRateFinder.of().find(trainer.withKernels(Lanewise.scalarKernels()), data));
    }

    /** Points on either side of a line, which are learned at once. */
    private static Dataset halves() {
        Dataset set = TrainerTest.disc(300, 1);
        for (int r = 0; r < 300; r++) {
            set.targets()[r] = set.features()[2 * r] > set.features()[2 * r + 1] ? 1 : 0;
        }
        return set;
    }

    @Test
    void theSuggestionTrainsFasterThanTheEndsOfTheRange() {
        Dataset halves = halves();
        Trainer trainer = trainer(TrainerTest.classifier());
        double suggestion =
                LearningRateFinder.of().find(trainer, halves).suggestion().orElseThrow();
        assertTrue(suggestion > 1e-4 && suggestion < 0.5, "suggested " + suggestion);
        double suggested = lossAfterTraining(halves, suggestion);
        assertTrue(suggested < 0.5 * lossAfterTraining(halves, 1e-7), "loss " + suggested);
        assertTrue(suggested < 0.5 * lossAfterTraining(halves, 10), "loss " + suggested);
    }

    private double lossAfterTraining(Dataset set, double rate) {
        Network network = TrainerTest.classifier();
        Trainer.of(network, TrainerTest.CROSS_ENTROPY, Adam.of(rate)).withBatchSize(32)
                .withEpochs(3)
                .fit(set);
        return Evaluation.of(network, TrainerTest.CROSS_ENTROPY, set).loss();
    }

    @Test
    void itEndsWhenTheLossExplodes() {
        Trainer trainer =
                Trainer.of(TrainerTest.classifier(), TrainerTest.CROSS_ENTROPY, Sgd.of(1))
                        .withBatchSize(32);
        LearningRateFinder finder = LearningRateFinder.of().withRange(1e-3, 1e6);
        List<LearningRateCurve.Point> points = finder.find(trainer, data).points();
        assertTrue(points.size() > 20 && points.size() < 100, points.size() + " points");
        double least = Double.POSITIVE_INFINITY;
        for (LearningRateCurve.Point point : points.subList(0, points.size() - 1)) {
            least = Math.min(least, point.smoothedLoss());
            assertTrue(point.smoothedLoss() <= 4 * least);
        }
        assertTrue(points.getLast().smoothedLoss() > 4 * least);
    }

    @Test
    void itEndsBeforeALossThatIsNotFiniteUnlessThatIsTheFirst() {
        float[] x = {1, 2, 3, 4};
        Dataset line = Dataset.of(x, 1, x.clone(), 1);
        Network network = Network.inputs(1).dense(1).build(0);
        Trainer trainer =
                Trainer.of(network, new dev.lanewise.loss.MeanSquaredError(), Sgd.of(1))
                        .withBatchSize(2);
        LearningRateFinder finder =
                LearningRateFinder.of().withRange(1, 1e30).withExplosion(Double.MAX_VALUE);
        List<LearningRateCurve.Point> points = finder.find(trainer, line).points();
        assertTrue(!points.isEmpty() && points.size() < 100, points.size() + " points");
        assertTrue(points.stream().allMatch(p -> Double.isFinite(p.loss())));
        network.parameters()[0] = Float.NaN;
        assertThrows(ArithmeticException.class, () -> finder.find(trainer, line));
    }

    @Test
    void aPointIsAnUpdateHoweverManyBatchesItTakes() {
        LearningRateFinder finder = LearningRateFinder.of().withUpdates(12).withRange(1e-5, 1e-3);
        Trainer trainer = trainer(TrainerTest.classifier()).withAccumulation(4); // 4 + 4 + 2
        List<LearningRateCurve.Point> points = finder.find(trainer, data).points();
        assertEquals(12, points.size());
        Batches batches = new Batches(data, 32, 0);
        batches.start(1);
        double sum = 0;
        TrainingStep step =
                new TrainingStep(
                        TrainerTest.classifier(), TrainerTest.CROSS_ENTROPY, Adam.of(1), 32);
        for (int i = 0; i < 4; i++) {
            batches.next();
            sum += step.computeGradients(batches.features(), 0, batches.targets(), 0, 32);
        }
        assertEquals(sum / 4, points.getFirst().loss(), 1e-6);
    }

    /** Loss over log10 of the rate, from 1e-6 to 1: 61 points. */
    private static OptionalDouble suggestion(DoubleUnaryOperator loss) {
        List<LearningRateCurve.Point> points = new ArrayList<>();
        for (int i = 0; i <= 60; i++) {
            double log = -6 + i * 0.1;
            double value = loss.applyAsDouble(log);
            points.add(new LearningRateCurve.Point(Math.pow(10, log), value, value));
        }
        return new LearningRateCurve(points).suggestion();
    }

    @Test
    void theSuggestionIsWhereTheLossFallsFastest() {
        DoubleUnaryOperator falling = log -> 2 - Math.tanh(3 * (log + 3.2));
        assertEquals(-3.2, Math.log10(suggestion(falling).orElseThrow()), 1e-9);
        // what comes after the least loss, however steep, does not count
        DoubleUnaryOperator spike = log -> log > -1.5 && log < -1 ? 50 : falling.applyAsDouble(log);
        DoubleUnaryOperator rising = log -> falling.applyAsDouble(log) + Math.max(0, log + 2);
        assertEquals(-3.2, Math.log10(suggestion(rising).orElseThrow()), 1e-9);
        assertEquals(
                -3.2,
                Math.log10(
                        suggestion(log -> spike.applyAsDouble(log) + Math.max(0, log + 2))
                                .orElseThrow()),
                1e-9);
        assertEquals(OptionalDouble.empty(), suggestion(log -> log));
        assertEquals(OptionalDouble.empty(), suggestion(_ -> 1));
        assertEquals(OptionalDouble.empty(), new LearningRateCurve(List.of()).suggestion());
    }

    @Test
    void brokenSettingsAreRefused() {
        LearningRateFinder finder = LearningRateFinder.of();
        expect("lowest is 0.0", () -> finder.withRange(0, 1));
        expect("lowest is NaN", () -> finder.withRange(Double.NaN, 1));
        expect("highest is 0.1, expected finite and above lowest",
                () -> finder.withRange(0.1, 0.1));
        expect("highest is Infinity", () -> finder.withRange(0.1, Double.POSITIVE_INFINITY));
        expect("updates is 1", () -> finder.withUpdates(1));
        expect("smoothing is 1.0", () -> finder.withSmoothing(1));
        expect("explosion is 1.0", () -> finder.withExplosion(1));
        Trainer wrong = trainer(Network.inputs(3).dense(2).build(0));
        expect("features a row of the training data set is 2", () -> finder.find(wrong, data));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
