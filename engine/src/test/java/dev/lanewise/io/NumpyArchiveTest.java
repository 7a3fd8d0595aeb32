package dev.lanewise.io;

import static dev.lanewise.io.NumpyFiles.assertSame;
import static dev.lanewise.io.NumpyFiles.header;
import static dev.lanewise.io.NumpyFiles.npy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyArchiveTest {
    @TempDir
    Path directory;

    static Map<String, NumpyArray> arrays() {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        arrays.put("weights", NumpyArray.of(new float[] {1, -2, 0.1f, 4, 5, 6}, 2, 3));
        arrays.put("bias/größe", NumpyArray.of(new float[] {Float.NaN}));
        arrays.put("a", NumpyArray.of(new float[40_000], 200, 200));
        return arrays;
    }

    static void assertSameArrays(
            Map<String, NumpyArray> expected, Map<String, NumpyArray> actual) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
        expected.forEach((name, array) -> assertSame(array, actual.get(name)));
    }

    @Test
    void arraysComeBackStoredAndCompressed() throws IOException {
        Path stored = directory.resolve("stored.npz");
        Path compressed = directory.resolve("compressed.npz");
        NumpyArchive.write(stored, arrays());
        NumpyArchive.writeCompressed(compressed, arrays());
        assertSameArrays(arrays(), NumpyArchive.read(stored));
        assertSameArrays(arrays(), NumpyArchive.read(compressed));
        assertTrue(Files.size(compressed) < 2000, "bytes: " + Files.size(compressed));
        NumpyArchive.write(stored, Map.of());
        assertEquals(Map.of(), NumpyArchive.read(stored));
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        Path file = directory.resolve("a.npz");
        NumpyArchive.write(file, arrays());
        byte[] first = Files.readAllBytes(file);
        NumpyArchive.write(file, arrays());
        assertArrayEquals(first, Files.readAllBytes(file));
    }

    @Test
    void anEntryIsAFileAsItStands() throws IOException {
        byte[] entry = npy(3, header("|u1", true, "(2, 2)"), 4, to -> to.put(new byte[] {1, 2, 3}));
        Path file = zip(Map.of("x.npy", entry));
        assertSame(NumpyArray.of(new float[] {1, 3, 2, 0}, 2, 2),
                NumpyArchive.read(file).get("x"));
    }

    @Test
    void errorsNameFileAndEntry() throws IOException {
        byte[] entry = npy(1, header("<f4", false, "(2,)"), 8, to -> {});
        expect(zip(Map.of("x.npy", Arrays.copyOf(entry, entry.length - 3))),
                ", x.npy: elements: expected 8 bytes, found 5, then the end");
        expect(zip(Map.of("x.txt", entry)),
                ": entry: expected a name that ends with .npy, found x.txt");
        expect(Files.writeString(directory.resolve("text"), "no archive"), ": damaged zip data: ");
        expect(Files.write(directory.resolve("empty"), new byte[0]), ": damaged zip data: ");
        Path huge = zip(Map.of("x.npy", npy(1, header("<f4", false, "(2147483639,)"), 8,
                to -> {})));
        expect(huge, "expected 8589934556 bytes, found 8, then the end");
        assertThrows(NoSuchFileException.class,
                () -> NumpyArchive.read(directory.resolve("none")));
    }

    @Test
    void whatAnEntryIsCalledDoesNotSpoilTheError() throws IOException {
        byte[] entry = npy(1, header("<f4", false, "(2,)"), 8, to -> {});
        String name = "\n" + "x".repeat(10_000);
        String shown = "?" + "x".repeat(199) + "…";
        expect(zip(Map.of(name, entry)), "that ends with .npy, found " + shown);
        expect(zip(Map.of(name + ".npy", new byte[3])), ", " + shown + ": magic: ");
    }

    /** A directory that names one entry many times: its bytes would be unpacked as often. */
    @Test
    void entriesThatShareTheirBytesAreRefused() throws IOException {
        byte[] zip = Files.readAllBytes(
                zip(Map.of("a.npy", npy(1, header("<f4", false, "(100,)"), 400, to -> {}))));
        int end = zip.length - 22;
        ByteBuffer from = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int size = from.getInt(end + 12);
        int names = 20;
        ByteBuffer to = ByteBuffer.allocate(end + (names - 1) * size + 22)
                .order(ByteOrder.LITTLE_ENDIAN);
        to.put(zip, 0, end - size);
        for (int i = 0; i < names; i++) {
            zip[end - size + 46] = (byte) ('a' + i);
            to.put(zip, end - size, size);
        }
        int newEnd = to.position();
        to.put(zip, end, 22);
        to.putShort(newEnd + 8, (short) names).putShort(newEnd + 10, (short) names);
        to.putInt(newEnd + 12, names * size);
        expect(Files.write(directory.resolve("shared.npz"), to.array()), "some lie over others");
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path file = directory.resolve("made.npz");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }

    private static void expect(Path file, String message) {
        IOException e = assertThrows(NumpyFormatException.class, () -> NumpyArchive.read(file));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
