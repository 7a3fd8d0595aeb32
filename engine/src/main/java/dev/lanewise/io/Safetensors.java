package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32C;

/**
 * A safetensors file: named arrays of numbers, as Python's {@code safetensors} reads and writes
 * them.
 *
 * <p>Format: the length of the header as a little-endian 64-bit number; the header, a JSON object
 * in UTF-8 that has type, shape and place of each tensor by its name, and strings under the name
 * {@code __metadata__}; then the elements, little-endian, the last dimension fastest, without gaps
 * (github.com/huggingface/safetensors).
 *
 * {@snippet :
 * Safetensors.write(file, Map.of(), List.of(new Tensor("x", List.of(2, 3), x)));
 * try (Safetensors in = Safetensors.open(file)) {
 *     float[] x = in.read("x");
 * }
 * }
 *
 * <p>A file is trusted with nothing: its header is checked as a whole when it is opened, and what
 * is in memory is never more than in proportion to the file. For one thread at a time.
 */
public final class Safetensors implements AutoCloseable {
    /** The largest header that the format's own library accepts. */
    private static final int LARGEST_HEADER = 100_000_000;

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataStart;
    private final ByteBuffer chunk =
            ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    private Safetensors(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new SafetensorsFormatException(
                    file, "length of the file", "at least 8 bytes", size);
        }
        fill(0, Long.BYTES, "length of the header");
        long length = chunk.getLong();
        long most = Math.min(LARGEST_HEADER, size - Long.BYTES);
        if (length < 0 || length > most) {
            throw new SafetensorsFormatException(
                    file, "length of the header", "from 0 to " + most,
                    Long.toUnsignedString(length));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        fill(bytes, Long.BYTES, "header");
        this.dataStart = Long.BYTES + length;
        this.header = SafetensorsHeader.parse(file, bytes, size - dataStart);
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws SafetensorsFormatException where it is not a whole safetensors file
     */
    public static Safetensors open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Safetensors(file, channel);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Writes a file in the place of one that may be there already: to the end and forced to disk
     * under another name first, so that whoever opens it finds the old one or the new one.
     *
     * @param metadata strings beside the tensors
     * @throws IllegalArgumentException where two tensors have one name
     */
    public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        for (Tensor tensor : tensors) {
            List<Long> shape = tensor.shape().stream().map(Integer::longValue).toList();
            writer.add(tensor.name(), shape, tensor.values(), 0);
        }
        writer.write(file, metadata);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The strings beside the tensors, in the order of the file. */
    public SequencedMap<String, String> metadata() {
        return header.metadata();
    }

    /** The tensors by name, in the order of the file. */
    public SequencedMap<String, TensorInfo> tensors() {
        return header.tensors();
    }

    /**
     * Reads a tensor as floats. Half precision and BF16 become the same numbers, double precision
     * is rounded.
     *
     * @throws SafetensorsFormatException where there is no such tensor, or it is not of floats
     */
    public float[] read(String name) throws IOException {
        TensorInfo tensor = tensor(name);
        if (tensor.size() > Checks.LARGEST_ARRAY) {
            throw new SafetensorsFormatException(
                    file, "size of " + JsonReader.quoted(name), "at most " + Checks.LARGEST_ARRAY,
                    tensor.size());
        }
        float[] values = new float[(int) tensor.size()];
        read(tensor, (i, value) -> values[i] = value);
        return values;
    }

    /** The tensor of that name. */
    TensorInfo tensor(String name) throws SafetensorsFormatException {
        TensorInfo tensor = tensors().get(name);
        if (tensor == null) {
            throw new SafetensorsFormatException(
                    file, "tensor " + JsonReader.quoted(name), "to be there", "none of that name");
        }
        return tensor;
    }

    /** Takes the elements of a tensor, in their order. */
    @FunctionalInterface
    interface Sink {
        void accept(int index, float value);
    }

    /** Reads a tensor of no more elements than an array can have. */
    void read(TensorInfo tensor, Sink sink) throws IOException {
        String name = JsonReader.quoted(tensor.name());
        if (!tensor.type().isFloating()) {
            throw new SafetensorsFormatException(
                    file, "dtype of " + name, "F32, F16, BF16 or F64", tensor.type());
        }
        int index = 0;
        for (long at = tensor.begin(); at < tensor.end(); at += chunk.limit()) {
            fill(dataStart + at, tensor.end() - at, name);
            while (chunk.hasRemaining()) {
                sink.accept(index++, next(tensor.type()));
            }
        }
    }

    private float next(TensorType type) {
        return switch (type) {
            case F16 -> Float.float16ToFloat(chunk.getShort());
            case BF16 -> Float.intBitsToFloat(chunk.getShort() << 16);
            case F64 -> (float) chunk.getDouble();
            default -> chunk.getFloat();
        };
    }

    /** Adds all that is behind the header to a checksum. */
    void addDataTo(CRC32C checksum) throws IOException {
        long end = channel.size();
        for (long at = dataStart; at < end; at += chunk.limit()) {
            fill(at, end - at, "data");
            checksum.update(chunk);
        }
    }

    /** Fills the chunk with as much as it holds, at most so many bytes. */
    private void fill(long at, long most, String field) throws IOException {
        chunk.clear().limit((int) Math.min(CHUNK, most));
        fill(chunk, at, field);
    }

    private void fill(ByteBuffer bytes, long at, String field) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new SafetensorsFormatException(
                        file, field, bytes.remaining() + " more bytes", "the end of the file");
            }
        }
        bytes.flip();
    }

    /** Closes the file. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
