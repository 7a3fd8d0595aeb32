package dev.lanewise.io;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint in its folder, in the order of their moments.
 *
 * @param epochs complete ones
 * @param batches of the epoch after them
 */
record CheckpointFile(Path path, int epochs, int batches) implements Comparable<CheckpointFile> {
    private static final Pattern NAME =
            Pattern.compile("checkpoint-([0-9]{6,9})-([0-9]{8,9})\\.safetensors");
    private static final Comparator<CheckpointFile> BY_MOMENT =
            Comparator.comparingInt(CheckpointFile::epochs)
                    .thenComparingInt(CheckpointFile::batches);

    /** The file of a moment. */
    static CheckpointFile in(Path folder, int epochs, int batches) {
        String name =
                String.format(Locale.ROOT, "checkpoint-%06d-%08d.safetensors", epochs, batches);
        return new CheckpointFile(folder.resolve(name), epochs, batches);
    }

    /** What a file is by its name; empty where that is not a checkpoint's. */
    static Optional<CheckpointFile> of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches()
                ? Optional.of(
                        new CheckpointFile(
                                path, Integer.parseInt(name.group(1)),
                                Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    /** Whether a file was to become a checkpoint, and its writer has died. */
    static boolean isLeftOver(Path path) {
        String name = path.getFileName().toString();
        int end = name.indexOf(".safetensors.");
        return end >= 0 && name.endsWith(AtomicFile.TEMPORARY)
                && of(Path.of(name.substring(0, end) + ".safetensors")).isPresent();
    }

    /** Whether it was written at the end of an epoch. */
    boolean endsEpoch() {
        return epochs > 0 && batches == 0;
    }

    @Override
    public int compareTo(CheckpointFile other) {
        return BY_MOMENT.compare(this, other);
    }
}
