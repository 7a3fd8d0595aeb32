package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trainings that are ended from outside: by time, by a cancellation, by an interrupt. */
@Timeout(60)
class TrainerEndTest {
    private final Network network = TrainerTest.classifier();
    private final Dataset data = TrainerTest.disc(70, 1); // three batches of 32, 32 and 6
    private final Dataset validation = TrainerTest.disc(30, 2);
    private final List<String> heard = new ArrayList<>();
    private long nanos = 5_000_000_000L;

    /** Listens, and does something after each batch. */
    private TrainingListener after(BiConsumer<Integer, Integer> batchDone) {
        return new TrainingListener() {
            @Override
            public void batchFinished(int epoch, int batch, int rows, float loss) {
                heard.add(epoch + "." + batch);
                batchDone.accept(epoch, batch);
            }

            @Override
            public void epochFinished(Epoch epoch) {
                heard.add((epoch.complete() ? "end " : "cut ") + epoch.number());
            }
        };
    }

    /** A clock by which each batch takes a second. */
    private Trainer timed(Trainer trainer) {
        return trainer.withClock(() -> nanos)
                .withListener(after((epoch, batch) -> nanos += 1_000_000_000L));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** The network after so many batches, without a trainer. */
    private Network afterBatches(int count) {
        Network trained = TrainerTest.classifier();
        TrainingStep step =
                new TrainingStep(trained, TrainerTest.CROSS_ENTROPY, Adam.of(0.01), 32);
        Batches batches = new Batches(data, 32, 0);
        for (int done = 0, epoch = 0; done < count; done++) {
            if (!batches.next()) {
                batches.start(++epoch);
                batches.next();
            }
            step.step(batches.features(), 0, batches.targets(), 0, batches.rows());
        }
        return trained;
    }

    @Test
    void theBudgetEndsTheTrainingAfterTheBatchThatExceedsIt() {
        History history =
                timed(TrainerTest.trainer(network)).withTimeBudget(seconds(5))
                        .fit(data, validation);
        assertEquals(List.of("1.1", "1.2", "1.3", "end 1", "2.1", "2.2", "cut 2"), heard);
        assertEquals(EndReason.TIME_BUDGET, history.endReason());
        assertFalse(history.last().complete());
        assertEquals(2, history.last().seconds(), 1e-9);
        assertArrayEquals(afterBatches(5).parameters(), network.parameters());
        assertEquals(
                Evaluation.of(network, TrainerTest.CROSS_ENTROPY, validation),
                history.last().validation().orElseThrow());
    }

    @Test
    void listenersHearTheUsualOrderWhereAnEpochIsCutShort() {
        List<String> order = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void trainingStarted(int epochs, int batchesAnEpoch) {
                        order.add("start " + epochs + " " + batchesAnEpoch);
                    }

                    @Override
                    public void epochStarted(int epoch) {
                        order.add("epoch " + epoch);
                    }

                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        order.add(epoch + "." + batch);
                    }

                    @Override
                    public void validationStarted(int epoch) {
                        order.add("validation " + epoch);
                    }

                    @Override
                    public void epochFinished(Epoch epoch) {
                        order.add((epoch.complete() ? "end " : "cut ") + epoch.number());
                    }

                    @Override
                    public void trainingFinished(History history) {
                        order.add(history.endReason() + " " + history.epochs().size());
                    }
                };
        timed(TrainerTest.trainer(network)).withTimeBudget(seconds(4)).withListener(listener)
                .fit(data, validation);
        assertEquals(
                List.of(
                        "start 40 3", "epoch 1", "1.1", "1.2", "1.3", "validation 1", "end 1",
                        "epoch 2", "2.1", "validation 2", "cut 2", "TIME_BUDGET 2"),
                order);
    }

    @Test
    void aBudgetThatEndsWithAnEpochLeavesItComplete() {
        Trainer trainer = timed(TrainerTest.trainer(network)).withTimeBudget(seconds(3));
        History history = trainer.fit(data);
        assertEquals(List.of("1.1", "1.2", "1.3", "end 1"), heard);
        assertEquals(EndReason.TIME_BUDGET, history.endReason());
        assertTrue(history.last().complete());
        assertEquals(EndReason.ALL_EPOCHS, trainer.withEpochs(1).fit(data).endReason());
        assertEquals(
                EndReason.ALL_EPOCHS,
                trainer.withEpochs(2).withTimeBudget(seconds(7)).fit(data).endReason());
    }

    @Test
    void aTrainingCutShortKeepsItsBestEpoch() {
        List<float[]> weights = new ArrayList<>();
        TrainingListener recorder =
                new TrainingListener() {
                    @Override
                    public void epochFinished(Epoch epoch) {
                        weights.add(network.parameters().clone());
                    }
                };
        History history =
                timed(TrainerTest.trainer(network)).withTimeBudget(seconds(5))
                        .withBestWeights()
                        .withListener(recorder)
                        .fit(data, validation);
        assertEquals(2, history.epochs().size());
        assertArrayEquals(weights.get(history.best().number() - 1), network.parameters());
    }

    @Test
    void gradientsThatWaitForAnUpdateAreDropped() {
        Network once = TrainerTest.classifier();
        Trainer trainer = TrainerTest.trainer(once).withAccumulation(2).withEpochs(1);
        trainer.fit(data.select(firstRows(64)));
        timed(TrainerTest.trainer(network)).withAccumulation(2).withTimeBudget(seconds(1))
                .fit(data);
        assertArrayEquals(TrainerTest.classifier().parameters(), network.parameters());
        assertFalse(java.util.Arrays.equals(once.parameters(), network.parameters()));
    }

    private static int[] firstRows(int count) {
        return java.util.stream.IntStream.range(0, count).toArray();
    }

    @Test
    void aListenerMayCancel() {
        Cancellation cancellation = new Cancellation();
        History history =
                TrainerTest.trainer(network)
                        .withCancellation(cancellation)
                        .withListener(
                                after(
                                        (epoch, batch) -> {
                                            if (epoch == 3 && batch == 1) {
                                                cancellation.cancel();
                                            }
                                        }))
                        .fit(data);
        assertEquals(
                List.of("1.1", "1.2", "1.3", "end 1", "2.1", "2.2", "2.3", "end 2", "3.1", "cut 3"),
                heard);
        assertEquals(EndReason.CANCELLED, history.endReason());
        assertArrayEquals(afterBatches(7).parameters(), network.parameters());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    /** So that an epoch in the history has figures. */
    @Test
    void anEpochThatHasStartedHasABatch() {
        Cancellation cancellation = new Cancellation();
        TrainingListener cancelling =
                new TrainingListener() {
                    @Override
                    public void epochStarted(int epoch) {
                        cancellation.cancel();
                    }
                };
        History history =
                TrainerTest.trainer(network)
                        .withCancellation(cancellation)
                        .withListener(cancelling)
                        .fit(data);
        assertTrue(Double.isFinite(history.last().training().loss()));
        assertArrayEquals(afterBatches(1).parameters(), network.parameters());
    }

    @Test
    void anotherThreadMayCancel() throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        CountDownLatch running = new CountDownLatch(1);
        Thread other =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        running.await();
                                        cancellation.cancel();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        History history =
                TrainerTest.trainer(network)
                        .withEpochs(Integer.MAX_VALUE)
                        .withThreads(2)
                        .withCancellation(cancellation)
                        .withListener(after((epoch, batch) -> running.countDown()))
                        .fit(data);
        other.join();
        assertEquals(EndReason.CANCELLED, history.endReason());
        int batches = (int) heard.stream().filter(event -> event.contains(".")).count();
        assertArrayEquals(afterBatches(batches).parameters(), network.parameters());
    }

    @Test
    void whatWasCancelledBeforeTrainsNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        float[] before = network.parameters().clone();
        History history =
                TrainerTest.trainer(network)
                        .withCancellation(cancellation)
                        .withListener(after((epoch, batch) -> {}))
                        .withAveraging(0.9)
                        .withBestWeights()
                        .fit(data, validation);
        assertEquals(List.of(), heard);
        assertEquals(List.of(), history.epochs());
        assertEquals(EndReason.CANCELLED, history.endReason());
        assertArrayEquals(before, network.parameters());
        String message = assertThrows(IllegalStateException.class, history::last).getMessage();
        assertTrue(message.contains("CANCELLED"), message);
        assertThrows(IllegalStateException.class, history::best);
    }

    @Test
    void anInterruptEndsTheTrainingAndStaysSet() {
        History history;
        boolean interrupted;
        try {
            history =
                    TrainerTest.trainer(network)
                            .withListener(
                                    after(
                                            (epoch, batch) -> {
                                                if (batch == 2) {
                                                    Thread.currentThread().interrupt();
                                                }
                                            }))
                            .fit(data, validation);
        } finally {
            interrupted = Thread.interrupted();
        }
        assertTrue(interrupted);
        assertEquals(List.of("1.1", "1.2", "cut 1"), heard);
        assertEquals(EndReason.INTERRUPTED, history.endReason());
        assertArrayEquals(afterBatches(2).parameters(), network.parameters());
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        Trainer trainer = TrainerTest.trainer(network);
        for (Duration budget : List.of(Duration.ZERO, seconds(-1))) {
            String message =
                    assertThrows(
                            IllegalArgumentException.class, () -> trainer.withTimeBudget(budget))
                            .getMessage();
            assertEquals("timeBudget is " + budget + ", expected above zero", message);
        }
        assertEquals(1, trainer.withEpochs(1).withTimeBudget(Duration.ofDays(1_000_000_000L))
                .fit(data).epochs().size());
    }
}
