package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.io.Checkpoint;
import dev.lanewise.io.StepCheckpoint;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.CosineAnnealing;
import dev.lanewise.optim.NAdam;
import dev.lanewise.optim.OneCycle;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.optim.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that goes on from a checkpoint in a file ends as one that was never stopped. */
class ResumeTest {
    private static final int EPOCHS = 4;
    private final Dataset data = TrainerTest.disc(70, 1);
    private final Dataset validation = TrainerTest.disc(30, 2);

    @TempDir
    Path folder;

    /** A way to train, on five batches an epoch. */
    record Case(String name, Optimizer optimizer, UnaryOperator<Trainer> settings) {
        @Override
        public String toString() {
            return name;
        }

        Trainer trainer(Network network) {
            return settings.apply(
                    Trainer.of(network, TrainerTest.CROSS_ENTROPY, optimizer)
                            .withEpochs(EPOCHS)
                            .withBatchSize(16)
                            .withSeed(3));
        }
    }

    static Network network() {
        return Network.inputs(2)
                .dense(9, Activation.GELU)
                .batchNorm()
                .dropout(0.3)
                .residual(b -> b.layerNorm().dense(9, Activation.TANH).dropout(0.1))
                .prelu()
                .dense(2)
                .build(17);
    }

    static List<Case> cases() {
        UnaryOperator<Trainer> all =
                t -> t.withSchedule(OneCycle::of)
                        .withAveraging(0.9)
                        .withAccumulation(2)
                        .withClipping(Clipping.byNorm(0.5))
                        .withBestWeights()
                        .withReduceOnPlateau(ReduceOnPlateau.of().withPatience(0));
        return List.of(
                new Case("SGD, all settings", Sgd.of(0.1).withMomentum(0.9), all),
                new Case("Adam, all settings", Adam.of(0.02), all),
                new Case("NAdam, all settings", NAdam.of(0.02), all),
                new Case(
                        "Adam, fused", Adam.of(0.02),
                        t -> t.withSchedule(CosineAnnealing::of).withThreads(2)),
                new Case(
                        "Adam, draws and accuracy", Adam.of(0.02),
                        t -> t.withSampling(Sampling.classBalanced())
                                .withMonitor(Monitor.largest(Metric.ACCURACY))
                                .withEarlyStopping(EarlyStopping.of(2))
                                .withAccumulation(3)));
    }

    /** Takes the state at every moment at which it is offered. */
    private static TrainingListener recorder(List<TrainingState> states) {
        return new TrainingListener() {
            @Override
            public void resumable(
                    int epochs, int batches, boolean last, Supplier<TrainingState> state) {
                states.add(state.get());
                assertEquals(epochs, states.getLast().epochs().size());
                assertEquals(batches, states.getLast().batch());
            }
        };
    }

    private TrainingState throughAFile(TrainingState state) throws IOException {
        Path file = folder.resolve("state.safetensors");
        Checkpoint.save(state, file);
        return Checkpoint.load(file);
    }

    /** A history without times, which are never the same. */
    private static List<Epoch> timeless(History history) {
        return history.epochs().stream().map(
                e -> new Epoch(
                        e.number(), e.training(), e.validation(), 0, e.learningRate(),
                        e.complete()))
                .toList();
    }

    private static void assertSame(Network expected, Network actual, String message) {
        assertArrayEquals(expected.parameters(), actual.parameters(), message);
        assertArrayEquals(expected.buffers(), actual.buffers(), message);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMomentLeadsToTheSameEnd(Case way) throws IOException {
        Network never = network();
        List<TrainingState> states = new ArrayList<>();
        History history =
                way.trainer(never).withListener(recorder(states)).fit(data, validation);
        assertTrue(states.size() >= 2 * history.epochs().size(), states.size() + " moments");
        for (TrainingState state : states) {
            Network resumed = network();
            Arrays.fill(resumed.parameters(), 5);
            Arrays.fill(resumed.buffers(), 6);
            History rest =
                    way.trainer(resumed).resumedFrom(throughAFile(state)).fit(data, validation);
            String moment = way + " from epoch " + state.epochs().size() + ", batch "
                    + state.batch();
            assertSame(never, resumed, moment);
            assertEquals(timeless(history), timeless(rest), moment);
            assertEquals(history.endReason(), rest.endReason(), moment);
        }
    }

    static List<Optimizer> optimizers() {
        return EveryOptimizer.kinds();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerGoesOn(Optimizer optimizer) throws IOException {
        Case way = new Case("", optimizer, t -> t.withEpochs(2));
        Network never = network();
        List<TrainingState> states = new ArrayList<>();
        way.trainer(never).withListener(recorder(states)).fit(data);
        Network resumed = network();
        way.trainer(resumed).resumedFrom(throughAFile(states.get(3))).fit(data);
        assertSame(never, resumed, "");
    }

    @Test
    void figuresOfNumbersAndTablesOfCategoriesGoOn() throws IOException {
        float[] x = Slice.random(5, 200, 1).values();
        for (int r = 0; r < 100; r++) {
            x[2 * r + 1] = r % 7;
        }
        Dataset numbers = Dataset.of(x, 2, Slice.random(6, 300, 2).values(), 3);
        Supplier<Network> table =
                () -> Network.inputs(2).embedding(new Embedding.Column(1, 7, 3)).dense(3).build(2);
        UnaryOperator<Trainer> settings =
                t -> t.withEpochs(3)
                        .withBatchSize(30)
                        .withAccumulation(2)
                        .withReduceOnPlateau(
                                ReduceOnPlateau.of().withPatience(0).withThreshold(0.3));
        List<TrainingState> states = new ArrayList<>();
        Network never = table.get();
        History history =
                settings.apply(Trainer.of(never, new MeanSquaredError(), Adam.of(0.05)))
                        .withListener(recorder(states))
                        .fit(numbers);
        for (TrainingState state : states) {
            Network resumed = table.get();
            History rest =
                    settings.apply(Trainer.of(resumed, new MeanSquaredError(), Adam.of(0.05)))
                            .resumedFrom(throughAFile(state))
                            .fit(numbers);
            assertSame(never, resumed, "");
            assertEquals(timeless(history), timeless(rest));
        }
    }

    @Test
    void aStepAloneGoesOn() throws IOException {
        float[] x = data.features();
        float[] y = data.targets();
        Network never = network();
        Path file = folder.resolve("step.safetensors");
        try (TrainingStep step = step(never, Adam.of(0.02))) {
            for (int i = 0; i < 4; i++) {
                step.step(x, 0, y, 0, 40);
            }
            new StepCheckpoint(never, step.state()).save(file);
            step.setLearningRate(0.01);
            for (int i = 0; i < 4; i++) {
                step.step(x, 0, y, 0, 40);
            }
        }
        StepCheckpoint saved = StepCheckpoint.load(file);
        Network stopped = saved.network();
        assertEquals(4, saved.step().updates());
        try (TrainingStep step = step(stopped, Adam.of(0.5))) {
            step.restore(saved.step());
            assertEquals(0.02, step.learningRate());
            assertThrows(IllegalStateException.class, step::update);
            step.setLearningRate(0.01);
            for (int i = 0; i < 4; i++) {
                step.step(x, 0, y, 0, 40);
            }
        }
        assertSame(never, stopped, "");
    }

    private static TrainingStep step(Network network, Optimizer optimizer) {
        return new TrainingStep(network, TrainerTest.CROSS_ENTROPY, optimizer, 40);
    }

    @Test
    void aStateOfAnotherTrainingIsRefusedBeforeAnythingIsChanged() {
        List<TrainingState> states = new ArrayList<>();
        Case way = new Case("", Adam.of(0.02), t -> t);
        way.trainer(network()).withListener(recorder(states)).fit(data);
        TrainingState state = states.get(7);
        assertRefused(state, "layers of the network", TrainerTest.classifier(), t -> t);
        assertRefused(state, "order of the rows", network(), t -> t.withSeed(4));
        assertRefused(state, "order of the rows", network(), t -> t.withBatchSize(8));
        assertRefused(state, "order of the rows", network(), t -> t.withAccumulation(2));
        assertRefused(state, "averaging", network(), t -> t.withAveraging(0.9));
        assertRefused(state, "reduction on plateaus", network(),
                t -> t.withReduceOnPlateau(ReduceOnPlateau.of()));
        Network another = network();
        Trainer amsgrad =
                new Case("", Adam.of(0.02).withAmsgrad(true), t -> t).trainer(another);
        assertRefused(state, "optimizers", another, _ -> amsgrad);
        assertRefused(states.getLast(), "epochs", network(), t -> t.withEpochs(3));
    }

    private void assertRefused(
            TrainingState state, String what, Network network, UnaryOperator<Trainer> change) {
        float[] before = network.parameters().clone();
        Trainer trainer =
                change.apply(new Case("", Adam.of(0.02), t -> t).trainer(network))
                        .resumedFrom(state);
        String message =
                assertThrows(IllegalArgumentException.class, () -> trainer.fit(data))
                        .getMessage();
        assertTrue(message.startsWith(what), message);
        assertArrayEquals(before, network.parameters());
    }

    @Test
    void aTrainingThatWasCancelledOffersItsLastMomentAndMayGoOnWithMoreEpochs() {
        Network never = network();
        Case way = new Case("", Adam.of(0.02), t -> t);
        way.trainer(never).fit(data);
        Cancellation cancellation = new Cancellation();
        List<TrainingState> lasts = new ArrayList<>();
        TrainingListener cancelling =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        if (epoch == 2 && batch == 3) {
                            cancellation.cancel();
                        }
                    }

                    @Override
                    public void resumable(
                            int epochs, int batches, boolean last,
                            Supplier<TrainingState> state) {
                        if (last) {
                            lasts.add(state.get());
                        }
                    }
                };
        History first =
                way.trainer(network())
                        .withCancellation(cancellation)
                        .withListener(cancelling)
                        .withEpochs(2)
                        .fit(data);
        assertEquals(EndReason.CANCELLED, first.endReason());
        assertEquals(1, lasts.size());
        assertEquals(3, lasts.getFirst().batch());
        Network resumed = network();
        way.trainer(resumed).resumedFrom(lasts.getFirst()).fit(data);
        assertSame(never, resumed, "");
    }

    @Test
    void theEndOfATrainingIsAMomentToo() {
        List<TrainingState> states = new ArrayList<>();
        Case way = new Case("", Adam.of(0.02), t -> t);
        Network network = network();
        way.trainer(network).withListener(recorder(states)).fit(data);
        assertEquals(EPOCHS * 6, states.size());
        Network again = network();
        History history = way.trainer(again).resumedFrom(states.getLast()).fit(data);
        assertEquals(EPOCHS, history.epochs().size());
        assertEquals(EndReason.ALL_EPOCHS, history.endReason());
        assertSame(network, again, "");
        assertEquals(Optional.empty(), states.getLast().average());
    }
}
