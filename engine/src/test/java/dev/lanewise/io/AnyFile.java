package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.nn.Network;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds of a file, whatever its bytes are. Either it is read; then what was in it, written and
 * read again, is the same. Or it is refused with the exception of its format, whose message is a
 * line that names the file, and whatever was to take it is as before. And what is allocated
 * on the way is in proportion to the file.
 */
final class AnyFile {
    /** Buffers, and what a stack trace takes. */
    private static final long ALLOCATED = 2 << 20;

    /** For a byte of JSON, which is an object at most and is written again. */
    private static final long ALLOCATED_PER_BYTE = 1000;

    /** For a byte of an archive, which deflate makes of 1032 at most, each of them a float. */
    private static final long ALLOCATED_PER_ZIPPED_BYTE = 20_000;

    /** Beside the name of the file; two shapes of 64 dimensions fill it. */
    private static final int LONGEST_MESSAGE = 3000;

    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path file;
    private final Path copy;
    private final Path again;

    /** In a folder of its own. */
    AnyFile(Path folder) {
        file = folder.resolve("file");
        copy = folder.resolve("copy");
        again = folder.resolve("again");
    }

    /** Reads a file and writes what was in it to another. */
    @FunctionalInterface
    private interface Copier {
        void copy(Path from, Path to) throws IOException;
    }

    /**
     * Demands it of bytes as a safetensors file, read in each way that there is.
     *
     * @return in how many of these five it could be read
     */
    int safetensors(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        int read = 0;
        for (Copier copier : List.<Copier>of(
                AnyFile::copyTensors,
                AnyFile::copyImported,
                (from, to) -> Models.save(Models.load(from), to),
                (from, to) -> StepCheckpoint.load(from).save(to),
                (from, to) -> Checkpoint.save(Checkpoint.load(from), to))) {
            read += holds(copier, SafetensorsFormatException.class, ALLOCATED_PER_BYTE) ? 1 : 0;
        }
        return read;
    }

    /**
     * Demands it of bytes as a file of NumPy's.
     *
     * @return whether it could be read as an array or an archive
     */
    boolean numpy(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        boolean array = holds(
                (from, to) -> NumpyArray.read(from).write(to), NumpyFormatException.class,
                ALLOCATED_PER_BYTE);
        boolean archive = holds(
                (from, to) -> NumpyArchive.write(to, NumpyArchive.read(from)),
                NumpyFormatException.class, ALLOCATED_PER_ZIPPED_BYTE);
        return array || archive;
    }

    private boolean holds(Copier copier, Class<? extends IOException> refusal, long perByte)
            throws IOException {
        long most = ALLOCATED + perByte * Files.size(file);
        long before = allocated();
        Optional<IOException> refused = tried(copier);
        if (allocated() - before > most) {
            // may be of classes that were loaded, and rewritten by Jazzer: there are none left
            before = allocated();
            refused = tried(copier);
        }
        long allocated = allocated() - before;
        assertTrue(allocated <= most, allocated + " bytes allocated, at most " + most);
        if (refused.isPresent()) {
            requireMessage(refused.get(), refusal);
            return false;
        }
        copier.copy(copy, again);
        assertArrayEquals(Files.readAllBytes(copy), Files.readAllBytes(again));
        return true;
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private Optional<IOException> tried(Copier copier) {
        try {
            copier.copy(file, copy);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private void requireMessage(IOException e, Class<? extends IOException> type) {
        assertEquals(type, e.getClass(), e.toString());
        String message = e.getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.length() < file.toString().length() + LONGEST_MESSAGE, message);
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }

    /** Those that become floats and have dimensions that a {@link Tensor} can have. */
    private static void copyTensors(Path from, Path to) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        try (Safetensors in = Safetensors.open(from)) {
            for (TensorInfo info : in.tensors().values()) {
                boolean small = info.shape().stream().allMatch(n -> n <= Integer.MAX_VALUE);
                if (info.type().isFloating() && small) {
                    float[] values = in.read(info.name());
                    assertEquals(info.size(), values.length);
                    List<Integer> shape = info.shape().stream().map(Long::intValue).toList();
                    tensors.add(new Tensor(info.name(), shape, values));
                }
            }
            Safetensors.write(to, in.metadata(), tensors);
        }
    }

    private static void copyImported(Path from, Path to) throws IOException {
        Network target = FuzzSeeds.network();
        Arrays.fill(target.parameters(), 7);
        Arrays.fill(target.buffers(), 8);
        Network before = target.copy();
        try {
            Models.importInto(target, from, Map.of());
        } catch (IOException e) {
            assertArrayEquals(before.parameters(), target.parameters());
            assertArrayEquals(before.buffers(), target.buffers());
            throw e;
        }
        Models.save(target, to);
    }
}
