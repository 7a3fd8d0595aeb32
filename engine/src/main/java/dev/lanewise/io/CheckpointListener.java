package dev.lanewise.io;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Monitor;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes the checkpoints that {@link Checkpoints} describes, and deletes those not to be kept. */
final class CheckpointListener implements TrainingListener {
    private final Checkpoints settings;
    private final LongSupplier nanoTime;

    /** Since the last checkpoint. */
    private long updates;

    private int epochs;
    private long time;
    /** Whether the folder has been looked at. */
    private boolean begun;

    CheckpointListener(Checkpoints settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    @Override
    public void trainingStarted(int epochs, int batchesAnEpoch) {
        begun = false;
        reset();
    }

    private void reset() {
        updates = 0;
        epochs = 0;
        time = nanoTime.getAsLong();
    }

    @Override
    public void resumable(
            int epochs, int batches, boolean last, Supplier<TrainingState> state) {
        CheckpointFile file = CheckpointFile.in(settings.folder(), epochs, batches);
        try {
            if (!begun) {
                begin(file);
            }
            if (file.endsEpoch()) {
                this.epochs++;
            } else {
                updates++;
            }
            if (last || isDue()) {
                TrainingState written = state.get();
                Checkpoint.save(written, file.path());
                deleteOthers(written);
                reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isDue() {
        return settings.everyEpochs() > 0 && epochs >= settings.everyEpochs()
                || settings.everyUpdates() > 0 && updates >= settings.everyUpdates()
                || settings.every()
                        .filter(every -> every.compareTo(sinceLast()) <= 0)
                        .isPresent();
    }

    private Duration sinceLast() {
        return Duration.ofNanos(nanoTime.getAsLong() - time);
    }

    /** Looks whether the folder is this training's, and clears what a dead process left. */
    private void begin(CheckpointFile first) throws IOException {
        Files.createDirectories(settings.folder());
        List<CheckpointFile> files = settings.files();
        if (!files.isEmpty() && files.getLast().compareTo(first) > 0) {
            throw new IllegalStateException(
                    "folder has " + files.getLast().path() + ", expected no checkpoint later than "
                            + first.path() + ": resume from the latest, or take another folder");
        }
        try (Stream<Path> all = Files.list(settings.folder())) {
            for (Path path : all.filter(CheckpointFile::isLeftOver).toList()) {
                Files.deleteIfExists(path);
            }
        }
        begun = true;
    }

    private void deleteOthers(TrainingState state) throws IOException {
        List<CheckpointFile> files = settings.files();
        Set<CheckpointFile> kept =
                new HashSet<>(
                        files.subList(Math.max(0, files.size() - settings.last()), files.size()));
        files.stream()
                .filter(CheckpointFile::endsEpoch)
                .sorted(Comparator.comparingDouble(file -> figure(state, file)))
                .limit(settings.best())
                .forEach(kept::add);
        for (CheckpointFile file : files) {
            if (!kept.contains(file)) {
                Files.deleteIfExists(file.path());
            }
        }
    }

    /** Of the epoch that a checkpoint ended: the less, the better. */
    private double figure(TrainingState state, CheckpointFile file) {
        Epoch epoch = state.epochs().get(file.epochs() - 1);
        Monitor monitor = settings.monitor();
        double figure = monitor.of(epoch.validation().orElse(epoch.training()));
        return monitor.larger() ? -figure : figure;
    }
}
