package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files with everything done to them that one byte can do. */
class FuzzTest {
    @TempDir
    Path folder;

    private final Network network =
            Network.inputs(2).dense(2, Activation.LEAKY_RELU).batchNorm().build(42);
    private Path file;
    private byte[] whole;

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("model.safetensors");
        Models.save(network, file);
        whole = Files.readAllBytes(file);
    }

    /** Whether it loads, and then to what was saved. */
    private boolean loads(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Network loaded;
        try {
            loaded = Models.load(file);
        } catch (SafetensorsFormatException e) {
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            return false;
        }
        assertEquals(network.layers(), loaded.layers());
        assertEquals(network.seed(), loaded.seed());
        assertArrayEquals(network.parameters(), loaded.parameters());
        assertArrayEquals(network.buffers(), loaded.buffers());
        return true;
    }

    @Test
    void noBeginningOfAFileLoads() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertFalse(loads(Arrays.copyOf(whole, length)), "length " + length);
        }
        assertFalse(loads(Arrays.copyOf(whole, whole.length + 1)));
        assertTrue(loads(whole));
    }

    /** Each byte with one bit turned over, and as a quote, which ends strings or begins them. */
    @Test
    void noByteCanBeAnotherUnlessItMeansTheSame() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            loadsWith(at, whole[at] ^ 1 << at % 8);
            loadsWith(at, '"');
        }
    }

    @Test
    @Tag("exhaustive")
    void noByteCanBeAnyOtherUnlessItMeansTheSame() throws IOException {
        int same = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                same += loadsWith(at, value) && (byte) value != whole[at] ? 1 : 0;
            }
        }
        assertTrue(same > 0, "letters of \"format\" and white space are of no effect");
    }

    private boolean loadsWith(int at, int value) throws IOException {
        byte[] bytes = whole.clone();
        bytes[at] = (byte) value;
        return loads(bytes);
    }

    @Test
    void anImportOfADamagedFileChangesNothing() throws IOException {
        Network target = network.copy();
        Arrays.fill(target.parameters(), 7);
        Arrays.fill(target.buffers(), 8);
        float[] parameters = target.parameters().clone();
        float[] buffers = target.buffers().clone();
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(SafetensorsFormatException.class,
                    () -> Models.importInto(target, file, Map.of()));
            assertArrayEquals(parameters, target.parameters());
            assertArrayEquals(buffers, target.buffers());
        }
    }
}
