package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Trainings that end when nothing becomes better, and those that keep their best epoch.
 *
 * <p>The one weight goes from 0 towards 1 and passes what the validation data want on its way.
 */
class EarlyStoppingTest {
    private static final MeanSquaredError LOSS = new MeanSquaredError();
    private final Network network = Network.inputs(1).dense(1).build(0);
    private final Dataset training = line(1, 1);
    private final Dataset validation = line(2, 0.5f);
    /** The weights that each epoch ended with. */
    private final List<float[]> weights = new ArrayList<>();

    EarlyStoppingTest() {
        network.parameters()[0] = 0;
    }

    private static Dataset line(long seed, float slope) {
        float[] x = Slice.random(seed, 20, 1).values();
        float[] y = new float[20];
        for (int i = 0; i < 20; i++) {
            y[i] = slope * x[i];
        }
        return Dataset.of(x, 1, y, 1);
    }

    private Trainer trainer() {
        return Trainer.of(network, LOSS, Sgd.of(0.05)).withBatchSize(20).withEpochs(150);
    }

    private History fit(UnaryOperator<Trainer> settings) {
        TrainingListener recorder =
                new TrainingListener() {
                    @Override
                    public void epochFinished(Epoch epoch) {
                        weights.add(network.parameters().clone());
                    }
                };
        return settings.apply(trainer().withListener(recorder)).fit(training, validation);
    }

    @Test
    void itEndsWhenPatienceIsOverWithTheWeightsOfTheBestEpoch() {
        History history = fit(t -> t.withEarlyStopping(EarlyStopping.of(7)));
        int best = history.best().number();
        assertEquals(EndReason.NO_IMPROVEMENT, history.endReason());
        assertEquals(best + 7, history.epochs().size());
        assertTrue(best > 1 && best < 100, "best epoch " + best + " proves little");
        assertTrue(history.last().complete());
        assertArrayEquals(weights.get(best - 1), network.parameters());
        assertEquals(
                history.best().validation().orElseThrow(),
                Evaluation.of(network, LOSS, validation));
    }

    @Test
    void smallImprovementsDoNotCountButTheirWeightsDo() {
        History history = fit(t -> t.withEarlyStopping(EarlyStopping.of(4).withMinDelta(9)));
        assertEquals(EndReason.NO_IMPROVEMENT, history.endReason());
        assertEquals(5, history.epochs().size(), "the first is better than nothing");
        int best = history.best().number();
        assertTrue(best > 1, "a small improvement");
        assertArrayEquals(weights.get(best - 1), network.parameters());
    }

    /** Many small improvements make a large one: they are all measured from the same mark. */
    @Test
    void improvementsAddUp() {
        Watch watch =
                new Watch(Monitor.loss(), Optional.of(new EarlyStopping(3, 0.25)));
        double[] losses = {1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.46};
        boolean[] expected = {true, true, true, true, true, true, false};
        for (int i = 0; i < losses.length; i++) {
            Evaluation evaluation = new Evaluation(losses[i], Map.of());
            assertEquals(expected[i], watch.goesOn(evaluation, numbered(i)), "epoch " + i);
        }
        assertEquals(6, watch.bestNetwork().orElseThrow().parameters()[0]);
    }

    /** A network that says which epoch it is of. */
    private static Network numbered(int epoch) {
        Network network = Network.inputs(1).dense(1).build(0);
        network.parameters()[0] = epoch;
        return network;
    }

    @Test
    void aMetricMayBeWatched() {
        Monitor rSquared = Monitor.largest(Metric.R_SQUARED);
        History history = fit(t -> t.withMonitor(rSquared).withEarlyStopping(EarlyStopping.of(9)));
        int best = history.best().number();
        assertEquals(EndReason.NO_IMPROVEMENT, history.endReason());
        assertEquals(best + 9, history.epochs().size());
        assertArrayEquals(weights.get(best - 1), network.parameters());
    }

    @Test
    void theFirstOfEqualsIsTheBest() {
        Monitor accuracy = Monitor.largest(Metric.ACCURACY);
        Watch watch = new Watch(accuracy, Optional.empty());
        List<Epoch> epochs = new ArrayList<>();
        double[] figures = {0.5, 0.75, 0.75, Double.NaN, 0.25};
        for (int i = 0; i < figures.length; i++) {
            Evaluation evaluation = new Evaluation(0, Map.of(Metric.ACCURACY, figures[i]));
            assertTrue(watch.goesOn(evaluation, numbered(i)));
            epochs.add(
                    new Epoch(i, new Evaluation(0, Map.of()), Optional.of(evaluation), 1, 1, true));
        }
        assertEquals(1, new History(epochs, EndReason.ALL_EPOCHS).best(accuracy).number());
        assertEquals(1, watch.bestNetwork().orElseThrow().parameters()[0]);
    }

    @Test
    void theBestWeightsMayBeKeptWithoutStopping() {
        History history = fit(t -> t.withBestWeights());
        assertEquals(EndReason.ALL_EPOCHS, history.endReason());
        assertEquals(150, history.epochs().size());
        int best = history.best().number();
        assertTrue(best < 150, "the last epoch is the best");
        assertArrayEquals(weights.get(best - 1), network.parameters());
    }

    @Test
    void withoutEitherTheLastWeightsStay() {
        fit(UnaryOperator.identity());
        assertArrayEquals(weights.getLast(), network.parameters());
    }

    /** R² of targets that do not vary is no number. */
    @Test
    void aFigureThatIsNoNumberIsNeverBetter() {
        Dataset constant = Dataset.of(validation.features(), 1, new float[20], 1);
        Trainer trainer = trainer().withMonitor(Monitor.largest(Metric.R_SQUARED));
        History history =
                trainer.withEarlyStopping(EarlyStopping.of(2)).fit(training, constant);
        assertEquals(2, history.epochs().size());
        assertEquals(EndReason.NO_IMPROVEMENT, history.endReason());
        float[] left = network.parameters().clone();
        Arrays.fill(network.parameters(), 0);
        trainer().withEpochs(2).fit(training);
        assertArrayEquals(network.parameters(), left, "the last weights");
    }

    @Test
    void patienceThatEndsWithTheLastEpochCutsNothingShort() {
        History history =
                fit(t -> t.withEpochs(5).withEarlyStopping(new EarlyStopping(4, 9)));
        assertEquals(5, history.epochs().size());
        assertEquals(EndReason.ALL_EPOCHS, history.endReason());
    }

    /** Of the metrics that an evaluation of a whole set has alone. */
    @Test
    void anyMetricOfTheValidationMayBeWatched() {
        Network classifier = TrainerTest.classifier();
        Dataset set = TrainerTest.disc(100, 2);
        History history =
                TrainerTest.trainer(classifier)
                        .withEpochs(20)
                        .withMonitor(Monitor.largest(Metric.F1))
                        .withBestWeights()
                        .fit(TrainerTest.disc(200, 1), set);
        double most =
                history.epochs().stream()
                        .mapToDouble(e -> e.validation().orElseThrow().metric(Metric.F1))
                        .max()
                        .orElseThrow();
        Evaluation kept = Evaluation.of(classifier, TrainerTest.CROSS_ENTROPY, set);
        assertEquals(most, kept.metric(Metric.F1));
    }

    @Test
    void whatCannotBeWatchedIsRefusedBeforeAnythingIsTrained() {
        float[] before = network.parameters().clone();
        Trainer trainer = trainer();
        Trainer stopping = trainer.withEarlyStopping(EarlyStopping.of(1));
        expect("validation data set is missing", () -> stopping.fit(training));
        expect("validation data set is missing", () -> trainer.withBestWeights().fit(training));
        Monitor wrong = Monitor.largest(Metric.ACCURACY);
        expect("metric is ACCURACY", () -> stopping.withMonitor(wrong).fit(training, training));
        assertArrayEquals(before, network.parameters());
        expect("patience is 0, expected at least 1", () -> EarlyStopping.of(0));
        expect("minDelta is -1.0", () -> EarlyStopping.of(1).withMinDelta(-1));
        expect("minDelta is NaN", () -> EarlyStopping.of(1).withMinDelta(Double.NaN));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
