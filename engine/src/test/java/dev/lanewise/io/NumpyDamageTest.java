package dev.lanewise.io;

import static dev.lanewise.io.NumpyFiles.assertSame;
import static dev.lanewise.io.NumpyFiles.header;
import static dev.lanewise.io.NumpyFiles.npy;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are refused with the format's error, or give what was in them; nothing else. */
class NumpyDamageTest {
    /** No integer's value where their bits are taken for one. */
    private static final float[] VALUES = {0.1f, 0.2f, 0.3f, 0.4f, 0.7f, 0.9f};

    @TempDir
    Path directory;

    private static byte[] file(int version) {
        return npy(version, header("<f4", false, "(2, 3)"), 24,
                to -> to.asFloatBuffer().put(VALUES));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFileCutOffAnywhereIsRefused(int version) {
        byte[] file = file(version);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(NumpyFormatException.class, () -> NumpyFiles.read(cut));
        }
        NumpyFiles.expectError(Arrays.copyOf(file, file.length + 1), "found more bytes");
    }

    @Test
    void anyOtherByteInAHeaderIsRefusedOrMeansTheSame() throws IOException {
        byte[] file = file(1);
        int same = 0;
        for (int at = 0; at < file.length - 24; at++) {
            byte right = file[at];
            for (int wrong = 1; wrong < 256; wrong++) {
                file[at] = (byte) (right ^ wrong);
                same += readsTheSame(file) ? 1 : 0;
            }
            file[at] = right;
        }
        // spaces that became tabs, line ends and form feeds: the seven between the words at least
        assertTrue(same >= 7 * 4 && same < 100 * 5, same + " without a change");
    }

    private static boolean readsTheSame(byte[] file) throws IOException {
        NumpyArray array;
        try {
            array = NumpyFiles.read(file);
        } catch (NumpyFormatException e) {
            return false;
        }
        assertSame(NumpyArray.of(VALUES, 2, 3), array);
        return true;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anArchiveCutOffAnywhereIsRefused(boolean compressed) throws IOException {
        byte[] archive = archive(compressed);
        for (int length = 0; length < archive.length; length++) {
            Path cut = Files.write(
                    directory.resolve("cut.npz"), Arrays.copyOf(archive, length));
            assertThrows(NumpyFormatException.class, () -> NumpyArchive.read(cut));
        }
    }

    /** Names have no checksum in a zip archive: one that is damaged is another name. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyBitTurnedOverInAnArchiveIsRefusedOrLeavesTheValues(boolean compressed)
            throws IOException {
        byte[] archive = archive(compressed);
        int refused = 0;
        for (int bit = 0; bit < 8 * archive.length; bit++) {
            archive[bit / 8] ^= (byte) (1 << bit % 8);
            Path file = Files.write(directory.resolve("damaged.npz"), archive);
            try {
                for (NumpyArray array : NumpyArchive.read(file).values()) {
                    assertSame(NumpyArray.of(VALUES, 2, 3), array);
                }
            } catch (NumpyFormatException e) {
                refused++;
            }
            archive[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertTrue(refused > 500, refused + " refused");
    }

    private byte[] archive(boolean compressed) throws IOException {
        Path file = directory.resolve("right.npz");
        Map<String, NumpyArray> arrays = Map.of("x", NumpyArray.of(VALUES, 2, 3));
        if (compressed) {
            NumpyArchive.writeCompressed(file, arrays);
        } else {
            NumpyArchive.write(file, arrays);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void aHeaderLengthThatNoHeaderHasIsRefusedBeforeReading() {
        byte[] file = file(2);
        Arrays.fill(file, 8, 12, (byte) 0xff);
        NumpyFiles.expectError(file, "header length: expected at most 65536, found 4294967295");
    }
}
