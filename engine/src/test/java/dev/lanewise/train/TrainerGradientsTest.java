package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients that are clipped, or added up over batches, before their update. */
class TrainerGradientsTest {
    private final Dataset data = TrainerTest.disc(112, 1);

    /** One update with rate 1 along the gradients of all rows. */
    private Network after(UnaryOperator<Trainer> settings) {
        Network network = TrainerTest.classifier();
        settings.apply(
                Trainer.of(network, TrainerTest.CROSS_ENTROPY, Sgd.of(1))
                        .withEpochs(1)
                        .withBatchSize(112))
                .fit(data);
        return network;
    }

    private float[] gradients() {
        TrainingStep step =
                new TrainingStep(TrainerTest.classifier(), TrainerTest.CROSS_ENTROPY, Sgd.of(1),
                        112);
        Batches batches = new Batches(data, 112, 0);
        batches.start(1);
        batches.next();
        step.computeGradients(batches.features(), 0, batches.targets(), 0, 112);
        return step.gradients();
    }

    @Test
    void clippingByNormIsItsFormula() {
        float[] g = gradients();
        double squares = 0;
        for (float value : g) {
            squares += (double) value * value;
        }
        double norm = Math.sqrt(squares);
        double maxNorm = 0.3 * norm;
        float[] w = TrainerTest.classifier().parameters();
        float[] actual = after(t -> t.withClipping(Clipping.byNorm(maxNorm))).parameters();
        for (int i = 0; i < g.length; i++) {
            assertEquals(w[i] - g[i] * maxNorm / (norm + 1e-6), actual[i], 2e-7, "weight " + i);
        }
    }

    @Test
    void clippingByValueIsItsFormula() {
        float[] g = gradients();
        float limit = 0.01f;
        int beyond = 0;
        float[] w = TrainerTest.classifier().parameters();
        float[] actual = after(t -> t.withClipping(Clipping.byValue(limit))).parameters();
        for (int i = 0; i < g.length; i++) {
            beyond += Math.abs(g[i]) > limit ? 1 : 0;
            assertEquals(w[i] - Math.clamp(g[i], -limit, limit), actual[i], "weight " + i);
        }
        assertTrue(beyond > 5 && beyond < g.length - 5, beyond + " beyond the limit");
    }

    static List<Clipping> wideBounds() {
        return List.of(Clipping.byNorm(1e6), Clipping.byValue(1e6));
    }

    @ParameterizedTest
    @MethodSource("wideBounds")
    void withinTheBoundNoBitChanges(Clipping clipping) {
        Network plain = TrainerTest.classifier();
        Network clipped = TrainerTest.classifier();
        TrainerTest.trainer(plain).withEpochs(4).fit(data);
        TrainerTest.trainer(clipped).withEpochs(4).withClipping(clipping).fit(data);
        assertArrayEquals(plain.parameters(), clipped.parameters());
    }

    static List<Clipping> tightBounds() {
        return List.of(Clipping.byNorm(0.05), Clipping.byValue(0.003));
    }

    @ParameterizedTest
    @MethodSource("tightBounds")
    void theBitsAreThoseOfBothTwinsAndAnyNumberOfThreads(Clipping clipping) {
        Network vector = TrainerTest.classifier();
        Network scalar = TrainerTest.classifier();
        Network shared = TrainerTest.classifier();
        UnaryOperator<Trainer> settings =
                t -> t.withEpochs(3).withBatchSize(20).withAccumulation(3).withClipping(clipping);
        settings.apply(TrainerTest.trainer(vector)).fit(data);
        settings.apply(TrainerTest.trainer(scalar)).withKernels(Lanewise.scalarKernels()).fit(data);
        settings.apply(TrainerTest.trainer(shared)).withThreads(3).fit(data);
        assertArrayEquals(vector.parameters(), scalar.parameters());
        assertArrayEquals(vector.parameters(), shared.parameters());
        Network plain = TrainerTest.classifier();
        settings.apply(TrainerTest.trainer(plain)).withClipping(Clipping.byNorm(1e6)).fit(data);
        assertTrue(!Arrays.equals(plain.parameters(), vector.parameters()), "the bound acts");
    }

    /** 112 rows: groups of 4 and 3 batches of 16, or batches of 64 and 48. */
    @Test
    void manySmallBatchesAreOneLargeOneWithinRounding() {
        Network small = TrainerTest.classifier();
        Network large = TrainerTest.classifier();
        Trainer ofSmall = Trainer.of(small, TrainerTest.CROSS_ENTROPY, Sgd.of(0.5));
        Trainer ofLarge = Trainer.of(large, TrainerTest.CROSS_ENTROPY, Sgd.of(0.5));
        History one = ofSmall.withEpochs(5).withBatchSize(16).withAccumulation(4).fit(data);
        History other = ofLarge.withEpochs(5).withBatchSize(64).fit(data);
        assertArrayEquals(large.parameters(), small.parameters(), 2e-6f);
        assertEquals(other.last().training().loss(), one.last().training().loss(), 1e-6);
    }

    /** Batches of 48, 48 and 16 rows: a mean of three, whatever their rows. */
    @Test
    void everyBatchCountsTheSame() {
        Network network = TrainerTest.classifier();
        TrainingStep step =
                new TrainingStep(network, TrainerTest.CROSS_ENTROPY, Sgd.of(1), 48);
        Batches batches = new Batches(data, 48, 0);
        batches.start(1);
        double[] sum = new double[network.parameters().length];
        while (batches.next()) {
            step.computeGradients(batches.features(), 0, batches.targets(), 0, batches.rows());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += step.gradients()[i];
            }
        }
        float[] actual = after(t -> t.withBatchSize(48).withAccumulation(8)).parameters();
        for (int i = 0; i < sum.length; i++) {
            assertEquals(network.parameters()[i] - sum[i] / 3, actual[i], 2e-7, "weight " + i);
        }
    }

    @Test
    void listenersHearOfEveryBatchAndWeightsChangeAfterEachGroup() {
        Network network = TrainerTest.classifier();
        List<String> heard = new ArrayList<>();
        float[] last = network.parameters().clone();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        boolean same = Arrays.equals(last, network.parameters());
                        heard.add(epoch + "." + batch + " " + rows + (same ? "" : " updated"));
                        System.arraycopy(network.parameters(), 0, last, 0, last.length);
                    }
                };
        TrainerTest.trainer(network)
                .withEpochs(2)
                .withBatchSize(25)
                .withAccumulation(2)
                .withListener(listener)
                .fit(data);
        assertEquals(
                List.of(
                        "1.1 25", "1.2 25 updated", "1.3 25", "1.4 25 updated", "1.5 12 updated",
                        "2.1 25", "2.2 25 updated", "2.3 25", "2.4 25 updated", "2.5 12 updated"),
                heard);
    }

    @Test
    void aGroupOfNoBatchesIsRefused() {
        Trainer trainer = TrainerTest.trainer(TrainerTest.classifier());
        String message =
                assertThrows(
                        IllegalArgumentException.class, () -> trainer.withAccumulation(0))
                        .getMessage();
        assertEquals("batches an update is 0, expected at least 1", message);
    }
}
