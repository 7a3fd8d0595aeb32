package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    private static final byte[] IMAGES = idx(0x803, new int[] {2, 2, 3}, 12);
    private static final byte[] LABELS = idx(0x801, new int[] {2}, 2);

    @TempDir
    Path directory;

    /** A file whose elements count down from 255. */
    private static byte[] idx(int magic, int[] shape, int elements) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + elements);
        file.putInt(magic);
        Arrays.stream(shape).forEach(file::putInt);
        for (int i = 0; i < elements; i++) {
            file.put((byte) (255 - i));
        }
        return file.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    @Test
    void plainAndGzipFilesGiveTheSame() throws IOException {
        Dataset plain = Idx.readImages(write("images", IMAGES), write("labels", LABELS));
        Dataset zipped =
                Idx.readImages(write("images.gz", gzip(IMAGES)), write("labels.gz", gzip(LABELS)));
        assertEquals(2, plain.rows());
        assertEquals(6, plain.featureSize());
        assertEquals(1f, plain.features()[0]);
        assertEquals(244 / 255f, plain.features()[11], 1e-7f);
        assertArrayEquals(new float[] {255, 254}, plain.targets());
        assertArrayEquals(plain.features(), zipped.features());
    }

    @Test
    void aWrongMagicNumberIsNamedWithFileExpectedAndFound() throws IOException {
        Path file = write("swapped", LABELS);
        expect(file, 3, "magic number: expected 0x00000803, found 0x00000801");
        expect(write("floats", idx(0xd01, new int[] {1}, 4)), 1, "found 0x00000d01");
        expect(write("text", "hello, world".getBytes()), 1, "magic number");
    }

    @Test
    void aShortFileIsNamedWithTheNumberOfItsElements() throws IOException {
        expect(write("short", Arrays.copyOf(IMAGES, IMAGES.length - 5)), 3,
                "elements: expected 12 bytes, found 7, then the end");
        expect(write("header", Arrays.copyOf(IMAGES, 9)), 3,
                "dimension 1: expected 4 bytes, found 1");
        expect(write("empty", new byte[0]), 3, "magic number: expected 4 bytes, found 0");
    }

    @Test
    void aFileThatGoesOnIsRefused() throws IOException {
        expect(write("long", Arrays.copyOf(IMAGES, IMAGES.length + 1)), 3, "found more bytes");
    }

    @Test
    void aTruncatedGzipIsNamedWithFieldExpectedAndFoundAtEveryLength() throws IOException {
        byte[] zipped = gzip(idx(0x803, new int[] {9, 20, 30}, 5400));
        boolean inElements = false;
        for (int length = 2; length < zipped.length; length++) {
            Path file = write("cut.gz", Arrays.copyOf(zipped, length));
            IOException e = assertThrows(IdxFormatException.class, () -> Idx.read(file, 3));
            assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            assertTrue(e.getMessage().contains(": expected "), e.getMessage());
            inElements |= e.getMessage().contains("elements: expected 5400 bytes, found ");
        }
        assertTrue(inElements);
    }

    @Test
    void damagedGzipDataIsNamed() throws IOException {
        byte[] zipped = gzip(IMAGES);
        zipped[zipped.length - 6] ^= 1;
        expect(write("damaged.gz", zipped), 3, "damaged gzip data");
    }

    @Test
    void dimensionsThatNoArrayCanHoldAreRefusedBeforeReading() throws IOException {
        int large = 1 << 20;
        expect(write("huge", idx(0x803, new int[] {large, large, large}, 0)), 3, "dimensions");
        expect(write("negative", idx(0x801, new int[] {-1}, 0)), 1, "dimension 0");
        int most = Integer.MAX_VALUE;
        Path flat = write("flat", idx(0x803, new int[] {0, most, most}, 0));
        Path labels = write("none", idx(0x801, new int[] {0}, 0));
        IOException e = assertThrows(IdxFormatException.class, () -> Idx.readImages(flat, labels));
        assertTrue(e.getMessage().contains("size of an image"), e.getMessage());
        expect(write("promise", idx(0x801, new int[] {Integer.MAX_VALUE - 8}, 3)), 1, "found 3");
    }

    @Test
    void labelsForAnotherNumberOfImagesAreRefused() throws IOException {
        Path images = write("images", IMAGES);
        Path labels = write("labels", idx(0x801, new int[] {3}, 3));
        IOException e = assertThrows(IOException.class, () -> Idx.readImages(images, labels));
        assertTrue(e.getMessage().contains("number of labels: expected 2"), e.getMessage());
        assertTrue(e.getMessage().contains("found 3"), e.getMessage());
    }

    @Test
    void aMissingFileIsTheUsualException() {
        assertThrows(NoSuchFileException.class, () -> Idx.read(directory.resolve("none"), 1));
    }

    @Test
    void fashionMnistIsReadWhole() throws IOException {
        Path folder = Path.of("../../shared/data/fashion-mnist");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no Fashion-MNIST at " + folder);
        Dataset test =
                Idx.readImages(
                        folder.resolve("t10k-images-idx3-ubyte.gz"),
                        folder.resolve("t10k-labels-idx1-ubyte.gz"));
        assertEquals(10_000, test.rows());
        int[] counts = new int[10];
        for (float label : test.targets()) {
            counts[(int) label]++;
        }
        assertArrayEquals(new int[] {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000},
                counts);
    }

    private static void expect(Path file, int dimensions, String message) {
        IOException e = assertThrows(IdxFormatException.class, () -> Idx.read(file, dimensions));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
