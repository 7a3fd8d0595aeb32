package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import dev.lanewise.train.Monitor;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of checkpoints of one training: when one is written, and which ones are kept.
 *
 * {@snippet :
 * Checkpoints checkpoints = Checkpoints.in(Path.of("run")).withEvery(Duration.ofMinutes(5));
 * History history = checkpoints.attachTo(trainer).fit(training, validation);
 * }
 *
 * <p>The same lines begin a training and, where the process has died, take it up again from its
 * latest checkpoint; the weights that it ends with are those of a training that was never stopped,
 * to the bit. Any of the three clocks that comes round has a checkpoint written; one more is
 * written where the training comes to its end, early or not, unless gradients wait for an update
 * then. Files are called {@code checkpoint-000012-00000005.safetensors} after 12 epochs and 5
 * batches. Where one cannot be written, the training ends by an {@link
 * java.io.UncheckedIOException}.
 *
 * @param folder made where there is none
 * @param everyEpochs after so many epochs; 0 for never; 1
 * @param everyUpdates after so many updates; 0 for never; 0
 * @param every after so much time; empty for never
 * @param last how many of the latest ones are kept, at least 1; 2
 * @param best how many more are kept, those of the best epochs; 0
 * @param monitor by which figure epochs are the best, of the validation or, without one, of the
 *     training; the loss
 */
public record Checkpoints(
        Path folder, int everyEpochs, long everyUpdates, Optional<Duration> every, int last,
        int best, Monitor monitor) {
    /** Checks all settings. */
    public Checkpoints {
        Objects.requireNonNull(folder, "folder");
        Checks.require(everyEpochs >= 0, "everyEpochs", everyEpochs, "at least 0");
        Checks.require(everyUpdates >= 0, "everyUpdates", everyUpdates, "at least 0");
        every.ifPresent(
                time -> Checks.require(time.isPositive(), "every", time, "above zero"));
        Checks.require(last >= 1, "last", last, "at least 1");
        Checks.require(best >= 0, "best", best, "at least 0");
        Objects.requireNonNull(monitor, "monitor");
    }

    /** After every epoch, the last two of them kept. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder, 1, 0, Optional.empty(), 2, 0, Monitor.loss());
    }

    /** A copy that writes after so many epochs; 0 for never. */
    public Checkpoints withEveryEpochs(int everyEpochs) {
        return new Checkpoints(folder, everyEpochs, everyUpdates, every, last, best, monitor);
    }

    /** A copy that writes after so many updates; 0 for never. */
    public Checkpoints withEveryUpdates(long everyUpdates) {
        return new Checkpoints(folder, everyEpochs, everyUpdates, every, last, best, monitor);
    }

    /** A copy that writes after the first update when so much time has passed. */
    public Checkpoints withEvery(Duration every) {
        return new Checkpoints(
                folder, everyEpochs, everyUpdates, Optional.of(every), last, best, monitor);
    }

    /** A copy that keeps so many of the latest. */
    public Checkpoints withLast(int last) {
        return new Checkpoints(folder, everyEpochs, everyUpdates, every, last, best, monitor);
    }

    /** A copy that keeps so many of the best epochs, besides. */
    public Checkpoints withBest(int best, Monitor monitor) {
        return new Checkpoints(folder, everyEpochs, everyUpdates, every, last, best, monitor);
    }

    /**
     * A trainer that writes checkpoints, resumed from the latest one where there is one.
     *
     * @throws SafetensorsFormatException where that one was damaged
     */
    public Trainer attachTo(Trainer trainer) throws IOException {
        Trainer writing = trainer.withListener(listener());
        Optional<Path> latest = latest();
        return latest.isPresent()
                ? writing.resumedFrom(Checkpoint.load(latest.get()))
                : writing;
    }

    /**
     * What writes the checkpoints of one training at a time. It refuses to begin where the folder
     * has checkpoints of a later moment: they are of another training.
     */
    public TrainingListener listener() {
        return new CheckpointListener(this, System::nanoTime);
    }

    /** The file of the latest moment. */
    public Optional<Path> latest() throws IOException {
        return files().stream().map(CheckpointFile::path).reduce((_, later) -> later);
    }

    /** All checkpoints, in the order of their moments. */
    List<CheckpointFile> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(CheckpointFile::of).flatMap(Optional::stream).sorted().toList();
        }
    }
}
