package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Files of NumPy's put together from the format's description, without the code under test. */
final class NumpyFiles {
    private NumpyFiles() {}

    /** A file of the given version; the header is padded as the description demands. */
    static byte[] npy(int version, String header, int elementBytes, Consumer<ByteBuffer> elements) {
        int start = version == 1 ? 10 : 12;
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int end = (start + text.length + 1 + 63) / 64 * 64;
        ByteBuffer file =
                ByteBuffer.allocate(end + elementBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            file.putShort((short) (end - start));
        } else {
            file.putInt(end - start);
        }
        file.put(text);
        while (file.position() < end - 1) {
            file.put((byte) ' ');
        }
        elements.accept(file.put((byte) '\n').slice().order(ByteOrder.LITTLE_ENDIAN));
        return file.array();
    }

    static String header(String descr, boolean fortranOrder, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortranOrder ? "True" : "False")
                + ", 'shape': " + shape + ", }";
    }

    static NumpyArray read(byte[] file) throws IOException {
        NumpySource source = new NumpySource("a.npy", new ByteArrayInputStream(file));
        return NumpyArray.read(source, file.length);
    }

    static void expectError(byte[] file, String message) {
        IOException e = assertThrows(NumpyFormatException.class, () -> read(file));
        assertTrue(e.getMessage().startsWith("a.npy: "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    static void assertSame(NumpyArray expected, NumpyArray actual) {
        assertArrayEquals(expected.shape(), actual.shape());
        assertArrayEquals(bits(expected), bits(actual));
    }

    private static int[] bits(NumpyArray array) {
        int[] bits = new int[array.values().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(array.values()[i]);
        }
        return bits;
    }
}
