package dev.lanewise.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Elements between a {@code .npy} file and a {@code float[]}, some thousands at a time. */
final class NumpyElements {
    /** Bytes at a time: a multiple of every element's. */
    static final int BUFFER = 1 << 16;

    private NumpyElements() {}

    /**
     * All elements, in C's order, in memory that grows with what is there.
     *
     * @param size bytes that are surely there, so that for them the array can be made at once
     */
    static float[] read(NumpySource source, NumpyHeader header, long size) throws IOException {
        NumpyType type = header.type();
        int length = (int) NumpyHeader.length(header.shape());
        long first = Math.max(size, BUFFER) / type.bytes();
        float[] values = new float[(int) Math.min(length, first)];
        int atOnce = (int) Math.min(BUFFER, (long) length * type.bytes());
        ByteBuffer buffer = ByteBuffer.allocate(atOnce).order(ByteOrder.LITTLE_ENDIAN);
        for (int count = 0; count < length;) {
            long left = (long) (length - count) * type.bytes();
            int wanted = (int) Math.min(atOnce, left);
            int found = source.read(buffer.array(), wanted);
            if (found < wanted) {
                long all = (long) length * type.bytes();
                throw source.cutOff("elements", all, all - left + found);
            }
            int more = found / type.bytes();
            if (count + more > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
            }
            convert(source, type, buffer.position(0).limit(found), values, count);
            count += more;
        }
        return header.fortranOrder() ? rearranged(values, header.shape()) : values;
    }

    private static void convert(
            NumpySource source, NumpyType type, ByteBuffer from, float[] to, int offset)
            throws NumpyFormatException {
        int converted = type.convert(from, to, offset);
        if (converted < from.remaining() / type.bytes()) {
            throw source.wrong(
                    "element " + (offset + converted), "a number that a float can be",
                    type.text(from, converted));
        }
    }

    /** From first dimension fastest to last dimension fastest. */
    private static float[] rearranged(float[] values, int[] shape) {
        int[] strides = new int[shape.length];
        for (int d = shape.length - 1, stride = 1; d >= 0 && values.length > 0; d--) {
            strides[d] = stride;
            stride *= shape[d];
        }
        float[] result = new float[values.length];
        int[] index = new int[shape.length];
        int to = 0;
        for (float value : values) {
            result[to] = value;
            for (int d = 0; d < shape.length; d++) {
                to += strides[d];
                if (++index[d] < shape[d]) {
                    break;
                }
                to -= strides[d] * shape[d];
                index[d] = 0;
            }
        }
        return result;
    }

    static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < values.length;) {
            int count = Math.min(values.length - done, BUFFER / Float.BYTES);
            buffer.asFloatBuffer().put(values, done, count);
            out.write(buffer.array(), 0, count * Float.BYTES);
            done += count;
        }
    }
}
