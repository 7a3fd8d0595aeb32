package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes read from an IDX file, the format of MNIST and its relatives.
 *
 * <p>Format: two zero bytes, the element type (0x08, unsigned byte, is the only one read here), the
 * number of dimensions, each dimension as a big-endian 32-bit integer, then the elements, last
 * dimension fastest (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"). Files
 * compressed with gzip are recognised by their first bytes, whatever they are called.
 *
 * @param shape the dimensions
 * @param bytes the elements
 */
public record Idx(int[] shape, byte[] bytes) {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;

    /**
     * Reads a file whole.
     *
     * @param dimensions how many dimensions it must have
     * @throws IdxFormatException where the file is not such an IDX file, is cut off or goes on
     *     after its last element
     */
    public static Idx read(Path file, int dimensions) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream in = unzipped(file, raw)) {
            int[] shape = readHeader(file, in, dimensions);
            int length = length(file, shape);
            byte[] bytes = read(file, in, "elements", length);
            if (in.read() >= 0) {
                throw new IdxFormatException(
                        file, "elements", length + ", then the end", "more bytes");
            }
            return new Idx(shape, bytes);
        } catch (EOFException e) {
            throw new IdxFormatException(file, "end of the gzip data", "its checksum", "nothing");
        } catch (ZipException e) {
            throw new IdxFormatException(file, "damaged gzip data: " + e.getMessage(), e);
        }
    }

    /**
     * Exactly so many bytes, in memory that grows with what is there, whatever the header promised.
     */
    private static byte[] read(Path file, InputStream in, String field, int length)
            throws IOException {
        byte[] bytes = new byte[Math.min(length, 1 << 20)];
        int count = 0;
        while (count < length) {
            if (count == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
            }
            int more;
            try {
                more = in.read(bytes, count, bytes.length - count);
            } catch (EOFException e) {
                throw new IdxFormatException(
                        file, field, length + " bytes", count + ", then the gzip data is cut off");
            }
            if (more < 0) {
                throw new IdxFormatException(file, field, length + " bytes",
                        count + ", then the end");
            }
            count += more;
        }
        return bytes;
    }

    /**
     * Reads images and their labels as a data set: pixels divided by 255, one class index a row.
     *
     * @param images file of three dimensions: images, rows, columns
     * @param labels file of one dimension: labels
     */
    public static Dataset readImages(Path images, Path labels) throws IOException {
        Idx pixels = read(images, 3);
        Idx classes = read(labels, 1);
        if (classes.shape[0] != pixels.shape[0]) {
            throw new IdxFormatException(
                    labels,
                    "number of labels",
                    pixels.shape[0] + ", as many as images in " + images,
                    classes.shape[0]);
        }
        long size = (long) pixels.shape[1] * pixels.shape[2];
        if (size < 1 || size > Checks.LARGEST_ARRAY) {
            throw new IdxFormatException(
                    images,
                    "size of an image",
                    "from 1 to " + Checks.LARGEST_ARRAY + " pixels",
                    pixels.shape[1] + " × " + pixels.shape[2]);
        }
        return Dataset.of(pixels.toFloats(1 / 255f), (int) size, classes.toFloats(1), 1);
    }

    /** The elements as numbers from 0 to 255, times the factor. */
    public float[] toFloats(float factor) {
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xff) * factor;
        }
        return values;
    }

    private static InputStream unzipped(Path file, InputStream raw) throws IOException {
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        if (second < 0 || (first << 8 | second) != GZIP_MAGIC) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (EOFException e) {
            throw new IdxFormatException(file, "gzip header", "10 bytes or more", "fewer");
        }
    }

    private static int[] readHeader(Path file, InputStream in, int dimensions) throws IOException {
        int magic = readInt(file, in, "magic number");
        int expected = UNSIGNED_BYTE << 8 | dimensions;
        if (magic != expected) {
            throw new IdxFormatException(file, "magic number", hex(expected), hex(magic));
        }
        int[] shape = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = readInt(file, in, "dimension " + i);
            if (shape[i] < 0) {
                throw new IdxFormatException(file, "dimension " + i, "at least 0", shape[i]);
            }
        }
        return shape;
    }

    private static int readInt(Path file, InputStream in, String field) throws IOException {
        return ByteBuffer.wrap(read(file, in, field, Integer.BYTES)).getInt();
    }

    private static int length(Path file, int[] shape) throws IOException {
        long length = 1;
        for (int size : shape) {
            length *= size;
            if (length > Checks.LARGEST_ARRAY) {
                throw new IdxFormatException(
                        file, "dimensions", "a product that fits one array",
                        Arrays.toString(shape));
            }
        }
        return (int) length;
    }

    private static String hex(int value) {
        return "0x%08x".formatted(value);
    }
}
