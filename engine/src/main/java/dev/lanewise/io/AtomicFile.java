package dev.lanewise.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that are there as a whole or not at all: written beside their place, forced to disk, and
 * then given their name, in which moment an older file of that name is gone.
 */
final class AtomicFile {
    /** What the names of files end with that are not whole yet. */
    static final String TEMPORARY = ".tmp";

    private AtomicFile() {}

    /** Writes what a file holds. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file; on any error, what was there before is there still. */
    static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary = target.resolveSibling(target.getFileName() + "." + random + TEMPORARY);
        try {
            try (OutputStream out =
                    Files.newOutputStream(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            force(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        forceFolder(target.getParent());
    }

    /** The new name is in the folder, which is a file of its own to some systems. */
    private static void forceFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException _) {
            // Windows opens no folders, and needs none of this
        }
    }

    /**
     * Forces a file to disk, also on a thread whose interrupt status is set: an interrupt may be
     * what ends a training, which is then to be written down.
     */
    private static void force(Path file, StandardOpenOption option) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(file, option)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException _) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
