package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.Cancellation;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.History;
import dev.lanewise.train.Metric;
import dev.lanewise.train.Monitor;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final int BATCHES = 4;

    @TempDir
    Path parent;

    private final Dataset data =
            Dataset.of(Slice.random(1, 64, 1).values(), 2, Slice.random(2, 32, 1).values(), 1);

    private Path folder() {
        return parent.resolve("run");
    }

    private Checkpoints checkpoints() {
        return Checkpoints.in(folder());
    }

    private static Network network() {
        return Network.inputs(2).dense(5).dropout(0.2).dense(1).build(3);
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network, new MeanSquaredError(), Adam.of(0.1))
                .withBatchSize(32 / BATCHES)
                .withEpochs(5);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private static String name(int epochs, int batches) {
        return CheckpointFile.in(Path.of(""), epochs, batches).path().toString();
    }

    @Test
    void afterEachEpochACheckpointAndTheLastTwoStay() throws IOException {
        Network network = network();
        checkpoints().attachTo(trainer(network)).fit(data);
        assertEquals(
                List.of("checkpoint-000004-00000000.safetensors",
                        "checkpoint-000005-00000000.safetensors"),
                names());
        Network loaded = Models.load(checkpoints().latest().orElseThrow());
        assertArrayEquals(network.parameters(), loaded.parameters());
    }

    @Test
    void theSameLinesTakeATrainingUpAgain() throws IOException {
        Network never = network();
        History history = trainer(never).fit(data);
        Network resumed = network();
        Cancellation cancellation = new Cancellation();
        TrainingListener cancelling =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        if (epoch == 3 && batch == 2) {
                            cancellation.cancel();
                        }
                    }
                };
        checkpoints().attachTo(trainer(resumed).withCancellation(cancellation)
                .withListener(cancelling)).fit(data);
        assertEquals(List.of(name(2, 0), name(2, 2)), names());
        List<Integer> epochs = new ArrayList<>();
        TrainingListener counting =
                new TrainingListener() {
                    @Override
                    public void epochStarted(int epoch) {
                        epochs.add(epoch);
                    }
                };
        Network again = network();
        History whole = checkpoints().attachTo(trainer(again).withListener(counting)).fit(data);
        assertEquals(List.of(3, 4, 5), epochs);
        assertArrayEquals(never.parameters(), again.parameters());
        for (int i = 0; i < 5; i++) {
            assertEquals(history.epochs().get(i).training(), whole.epochs().get(i).training());
        }
        assertEquals(List.of(name(4, 0), name(5, 0)), names());
    }

    @Test
    void updatesAreCounted() throws IOException {
        checkpoints().withEveryEpochs(0).withEveryUpdates(3).withLast(100)
                .attachTo(trainer(network()).withEpochs(2)).fit(data);
        assertEquals(List.of(name(0, 3), name(1, 2), name(2, 0)), names(), "the last is the end");
    }

    @Test
    void epochsAreCounted() throws IOException {
        checkpoints().withEveryEpochs(2).withLast(100).attachTo(trainer(network())).fit(data);
        assertEquals(List.of(name(2, 0), name(4, 0), name(5, 0)), names());
    }

    @Test
    void timeIsLookedAtAfterEachUpdate() throws IOException {
        AtomicLong time = new AtomicLong();
        Checkpoints settings =
                checkpoints().withEveryEpochs(0).withEvery(Duration.ofSeconds(5)).withLast(100);
        TrainingListener clock =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        time.addAndGet(2_000_000_000L);
                    }
                };
        trainer(network()).withEpochs(2).withListener(clock)
                .withListener(new CheckpointListener(settings, time::get)).fit(data);
        assertEquals(List.of(name(0, 3), name(1, 2), name(2, 0)), names());
    }

    @Test
    void theBestEpochsStayToo() throws IOException {
        Monitor monitor = Monitor.largest(Metric.R_SQUARED);
        Network network = network();
        History history =
                checkpoints().withLast(1).withBest(2, monitor)
                        .attachTo(trainer(network).withEpochs(9)).fit(data, data);
        List<String> expected =
                Stream.concat(
                        Stream.of(9),
                        history.epochs().stream()
                                .sorted(
                                        Comparator.comparingDouble(
                                                (Epoch e) -> -monitor.of(
                                                        e.validation().orElseThrow())))
                                .limit(2)
                                .map(Epoch::number))
                        .distinct().sorted().map(epoch -> name(epoch, 0)).toList();
        assertEquals(expected, names());
    }

    @Test
    void aFolderOfALaterTrainingIsRefused() throws IOException {
        checkpoints().attachTo(trainer(network())).fit(data);
        List<String> before = names();
        Trainer fresh = trainer(network()).withListener(checkpoints().listener());
        String message =
                assertThrows(IllegalStateException.class, () -> fresh.fit(data)).getMessage();
        assertTrue(message.contains("expected no checkpoint later than"), message);
        assertEquals(before, names());
    }

    @Test
    void whatADeadProcessLeftIsCleared() throws IOException {
        Files.createDirectories(folder());
        Files.write(folder().resolve(name(3, 0) + ".1f.tmp"), new byte[9]);
        Files.write(folder().resolve("notes.tmp"), new byte[9]);
        checkpoints().withLast(1).attachTo(trainer(network()).withEpochs(1)).fit(data);
        assertEquals(List.of(name(1, 0), "notes.tmp"), names());
    }

    @Test
    void aDamagedCheckpointIsToldOf() throws IOException {
        checkpoints().attachTo(trainer(network())).fit(data);
        Path latest = checkpoints().latest().orElseThrow();
        byte[] bytes = Files.readAllBytes(latest);
        bytes[bytes.length - 1] ^= 1;
        Files.write(latest, bytes);
        String message =
                assertThrows(
                        SafetensorsFormatException.class,
                        () -> checkpoints().attachTo(trainer(network()))).getMessage();
        assertTrue(message.startsWith(latest + ": lanewise.crc32c: expected "), message);
    }

    @Test
    void aModelIsNoCheckpoint() throws IOException {
        Path file = parent.resolve("model.safetensors");
        Models.save(network(), file);
        String message =
                assertThrows(SafetensorsFormatException.class, () -> Checkpoint.load(file))
                        .getMessage();
        assertEquals(file + ": metadata \"lanewise.training\": expected to be there, found none of"
                + " that name", message);
    }

    @Test
    void noBeginningAndNoOtherByteOfACheckpointLoads() throws IOException {
        List<TrainingState> states = new ArrayList<>();
        trainer(network()).withEpochs(1).withAveraging(0.9).withBestWeights().withListener(
                new TrainingListener() {
                    @Override
                    public void resumable(
                            int epochs, int batches, boolean last,
                            Supplier<TrainingState> state) {
                        states.add(state.get());
                    }
                }).fit(data, data);
        Path file = parent.resolve("state.safetensors");
        Checkpoint.save(states.getLast(), file);
        byte[] whole = Files.readAllBytes(file);
        int header = whole.length - 4 * 21 * 5; // network, two moments, average, best
        for (int at = 8; at < whole.length; at += at < header ? 3 : 17) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 1;
            Files.write(file, bytes);
            try {
                TrainingState loaded = Checkpoint.load(file);
                assertEquals(states.getLast().epochs(), loaded.epochs());
                assertArrayEquals(states.getLast().step().values(), loaded.step().values());
            } catch (SafetensorsFormatException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }
}
