package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands before the elements of a {@code .npy} file; see {@link NumpyArray} for the format.
 *
 * @param type what an element is
 * @param fortranOrder whether the first dimension is the fastest, not the last
 * @param shape the dimensions
 */
record NumpyHeader(NumpyType type, boolean fortranOrder, int[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Elements begin at a multiple of that, so that files can be mapped. */
    private static final int ALIGNMENT = 64;

    /** Far more than 64 dimensions need; a promise of more is damage. */
    private static final int LONGEST = 1 << 16;

    static NumpyHeader read(NumpySource source) throws IOException {
        byte[] magic = source.bytes("magic", MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            HexFormat hex = HexFormat.of();
            throw source.wrong("magic", hex.formatHex(MAGIC), hex.formatHex(magic));
        }
        byte[] version = source.bytes("version", 2);
        if (version[0] < 1 || version[0] > 3 || version[1] != 0) {
            throw source.wrong(
                    "version", "1.0, 2.0 or 3.0", (version[0] & 0xff) + "." + (version[1] & 0xff));
        }
        int length = length(source, version[0]);
        String text = new String(source.bytes("header", length), StandardCharsets.UTF_8);
        return new NumpyHeaderParser(source, text).parse();
    }

    private static int length(NumpySource source, int version) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(source.bytes("header length", version == 1 ? 2 : 4))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? bytes.getShort() & 0xffff : bytes.getInt() & 0xffffffffL;
        if (length > LONGEST) {
            throw source.wrong("header length", "at most " + LONGEST, length);
        }
        return (int) length;
    }

    /** The header, with all before it, of an array of floats in C's order. */
    static byte[] bytes(int[] shape) {
        StringBuilder dimensions = new StringBuilder();
        for (int size : shape) {
            dimensions.append(size).append(", ");
        }
        if (shape.length > 1) {
            dimensions.setLength(dimensions.length() - 2);
        }
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': ("
                + dimensions.toString().stripTrailing() + "), }";
        int start = MAGIC.length + 4;
        int end = Math.ceilDiv(start + text.length() + 1, ALIGNMENT) * ALIGNMENT;
        byte[] bytes = new byte[end];
        Arrays.fill(bytes, (byte) ' ');
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (end - start))
                .put(text.getBytes(StandardCharsets.US_ASCII));
        bytes[end - 1] = '\n';
        return bytes;
    }

    /** The product of the dimensions, or more than any array can have where it is that. */
    static long length(int[] shape) {
        long length = 1;
        for (int size : shape) {
            if (size == 0) {
                return 0;
            }
            length = Math.min(length * size, Checks.LARGEST_ARRAY + 1L);
        }
        return length;
    }
}
