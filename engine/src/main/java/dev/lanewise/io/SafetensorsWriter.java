package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.zip.CRC32C;

/** Collects tensors, without copying them, and writes them one behind the other. */
final class SafetensorsWriter {
    private static final int CHUNK = 1 << 16;

    private final SequencedMap<String, TensorInfo> infos = new LinkedHashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private long end;

    /**
     * Values that are to become a tensor.
     *
     * @param array holds a matrix
     * @param offset where it starts
     * @param columns of the matrix, where it is written column by column; 0 where it is not
     */
    private record Source(float[] array, int offset, int size, int columns) {
        /** The value that has this place in the file. */
        float at(int index) {
            if (columns == 0) {
                return array[offset + index];
            }
            int rows = size / columns;
            return array[offset + index % rows * columns + index / rows];
        }
    }

    /** Adds values as they lie. */
    void add(String name, List<Long> shape, float[] array, int offset) {
        add(name, shape, array, offset, 0);
    }

    /** Adds a matrix, transposed: of shape {@code columns × rows}. */
    void addTransposed(String name, float[] array, int offset, int rows, int columns) {
        add(name, List.of((long) columns, (long) rows), array, offset, columns);
    }

    private void add(String name, List<Long> shape, float[] array, int offset, int columns) {
        int size = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        Objects.checkFromIndexSize(offset, size, array.length);
        Checks.require(
                !name.equals(SafetensorsHeader.METADATA), "name of a tensor", name, "another one");
        long begin = end;
        end += (long) size * Float.BYTES;
        TensorInfo info = new TensorInfo(name, TensorType.F32, shape, begin, end);
        Checks.require(
                infos.putIfAbsent(name, info) == null, "name of a tensor", name,
                "one that no other has");
        sources.add(new Source(array, offset, size, columns));
    }

    /** Adds the data to a checksum. */
    void addDataTo(CRC32C checksum) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Source source : sources) {
            for (int at = 0; at < source.size;) {
                at = fill(bytes, source, at);
                checksum.update(bytes);
            }
        }
    }

    /** Writes all of it by {@link AtomicFile}. */
    void write(Path file, Map<String, String> metadata) throws IOException {
        ByteBuffer header = header(metadata);
        AtomicFile.write(file, out -> {
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putLong(header.remaining());
            out.write(bytes.array(), 0, bytes.position());
            out.write(header.array(), 0, header.remaining());
            for (Source source : sources) {
                write(out, bytes, source);
            }
        });
    }

    /** In UTF-8, with spaces behind it, so that the data begins at a multiple of eight bytes. */
    private ByteBuffer header(Map<String, String> metadata) {
        String text = SafetensorsHeader.text(metadata, infos.values());
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "names or metadata have half a surrogate pair, expected characters of Unicode",
                    e);
        }
        byte[] padded = new byte[Math.ceilDiv(encoded.remaining(), Long.BYTES) * Long.BYTES];
        Arrays.fill(padded, (byte) ' ');
        encoded.get(padded, 0, encoded.remaining());
        return ByteBuffer.wrap(padded);
    }

    private static void write(OutputStream out, ByteBuffer bytes, Source source)
            throws IOException {
        for (int at = 0; at < source.size;) {
            at = fill(bytes, source, at);
            out.write(bytes.array(), 0, bytes.remaining());
        }
    }

    /** As many values as fit; gives the index of the next one. */
    private static int fill(ByteBuffer bytes, Source source, int from) {
        int to = Math.min(source.size, from + CHUNK / Float.BYTES);
        bytes.clear();
        for (int i = from; i < to; i++) {
            bytes.putFloat(source.at(i));
        }
        bytes.flip();
        return to;
    }
}
