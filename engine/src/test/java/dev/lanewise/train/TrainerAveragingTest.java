package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The moving average of the weights. */
class TrainerAveragingTest {
    private static final double DECAY = 0.6; // reached in update 13
    private final Dataset data = TrainerTest.disc(112, 1);
    private final Dataset validation = TrainerTest.disc(50, 2);

    /** The weights after each batch, as the network has them. */
    private static TrainingListener recorder(Network network, List<float[]> weights) {
        return new TrainingListener() {
            @Override
            public void batchFinished(int epoch, int batch, int rows, float loss) {
                weights.add(network.parameters().clone());
            }
        };
    }

    private static double[] average(List<float[]> weights) {
        double[] average = new double[weights.getFirst().length];
        for (int t = 1; t <= weights.size(); t++) {
            double kept = Math.min(DECAY, (t - 1.0) / (t + 8.0));
            for (int i = 0; i < average.length; i++) {
                average[i] = kept * average[i] + (1 - kept) * weights.get(t - 1)[i];
            }
        }
        return average;
    }

    private static void assertClose(double[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-6 * Math.max(1, Math.abs(expected[i])),
                    "weight " + i);
        }
    }

    @Test
    void afterAFitTheNetworkHasTheAverageOfAllUpdates() {
        for (int epochs : new int[] {1, 2, 10}) { // of 4 updates each
            Network network = TrainerTest.classifier();
            List<float[]> weights = new ArrayList<>();
            TrainerTest.trainer(network)
                    .withEpochs(epochs)
                    .withAveraging(DECAY)
                    .withListener(recorder(network, weights))
                    .fit(data);
            assertEquals(4 * epochs, weights.size());
            assertClose(average(weights), network.parameters());
        }
    }

    @Test
    void theAverageIsValidatedAndTrainingGoesOnAsWithoutIt() {
        Network averaged = TrainerTest.classifier();
        Network plain = TrainerTest.classifier();
        List<float[]> weights = new ArrayList<>();
        List<float[]> plainWeights = new ArrayList<>();
        History history =
                TrainerTest.trainer(averaged)
                        .withEpochs(5)
                        .withAveraging(DECAY)
                        .withListener(recorder(averaged, weights))
                        .fit(data, validation);
        TrainerTest.trainer(plain)
                .withEpochs(5)
                .withListener(recorder(plain, plainWeights))
                .fit(data, validation);
        for (int i = 0; i < weights.size(); i++) {
            assertArrayEquals(plainWeights.get(i), weights.get(i), "update " + (i + 1));
        }
        Evaluation last = history.last().validation().orElseThrow();
        assertEquals(Evaluation.of(averaged, TrainerTest.CROSS_ENTROPY, validation), last);
        assertNotEquals(Evaluation.of(plain, TrainerTest.CROSS_ENTROPY, validation), last);
    }

    @Test
    void afterAnErrorTheNetworkHasTheWeightsOfTheLastUpdate() {
        Network network = TrainerTest.classifier();
        List<float[]> weights = new ArrayList<>();
        TrainingListener breaking =
                new TrainingListener() {
                    @Override
                    public void epochFinished(Epoch epoch) {
                        throw new IllegalStateException("broken");
                    }
                };
        Trainer trainer =
                TrainerTest.trainer(network)
                        .withAveraging(DECAY)
                        .withBestWeights()
                        .withListener(recorder(network, weights))
                        .withListener(breaking);
        assertThrows(IllegalStateException.class, () -> trainer.fit(data, validation));
        assertArrayEquals(weights.getLast(), network.parameters());
    }

    @Test
    void batchesThatWaitForAnUpdateDoNotCount() {
        Network network = TrainerTest.classifier();
        List<float[]> weights = new ArrayList<>();
        TrainerTest.trainer(network)
                .withEpochs(9)
                .withAccumulation(2)
                .withAveraging(DECAY)
                .withListener(recorder(network, weights))
                .fit(data);
        List<float[]> updates = new ArrayList<>();
        for (int i = 1; i < weights.size(); i += 2) {
            updates.add(weights.get(i));
        }
        assertClose(average(updates), network.parameters());
    }

    @Test
    void theBitsAreThoseOfBothTwins() {
        Network vector = TrainerTest.classifier();
        Network scalar = TrainerTest.classifier();
        TrainerTest.trainer(vector).withEpochs(4).withAveraging(DECAY).fit(data);
        TrainerTest.trainer(scalar)
                .withEpochs(4)
                .withAveraging(DECAY)
                .withKernels(Lanewise.scalarKernels())
                .fit(data);
        assertArrayEquals(vector.parameters(), scalar.parameters());
    }

    @Test
    void theBestAverageIsTheOneThatStays() {
        Network network = TrainerTest.classifier();
        History history =
                TrainerTest.trainer(network)
                        .withEpochs(12)
                        .withAveraging(DECAY)
                        .withMonitor(Monitor.smallest(Metric.ACCURACY))
                        .withBestWeights()
                        .fit(data, validation);
        double least =
                history.epochs().stream()
                        .mapToDouble(e -> accuracy(e.validation().orElseThrow()))
                        .min()
                        .orElseThrow();
        assertTrue(least < accuracy(history.last().validation().orElseThrow()));
        Evaluation kept = Evaluation.of(network, TrainerTest.CROSS_ENTROPY, validation);
        assertEquals(least, accuracy(kept));
    }

    private static double accuracy(Evaluation evaluation) {
        return evaluation.metric(Metric.ACCURACY);
    }

    @Test
    void aDecayOfOneIsRefused() {
        Trainer trainer = TrainerTest.trainer(TrainerTest.classifier());
        for (double decay : new double[] {1, -0.1, Double.NaN}) {
            String message =
                    assertThrows(
                            IllegalArgumentException.class, () -> trainer.withAveraging(decay))
                            .getMessage();
            assertEquals("decay is " + decay + ", expected at least 0 and below 1", message);
        }
    }
}
