package dev.lanewise.io;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Types of elements that become floats, and how; see {@link NumpyArray}. */
enum NumpyType {
    F4("<f4", 4), F2("<f2", 2), F8("<f8", 8),
    I4("<i4", 4), I8("<i8", 8), I2("<i2", 2), U2("<u2", 2), I1("|i1", 1), U1("|u1", 1),
    B1("|b1", 1);

    private final String descr;
    private final int bytes;

    NumpyType(String descr, int bytes) {
        this.descr = descr;
        this.bytes = bytes;
    }

    /** The type of that name in a header, or null. */
    static NumpyType of(String descr) {
        for (NumpyType type : values()) {
            if (type.descr.equals(descr)) {
                return type;
            }
        }
        return null;
    }

    /** All names, for errors. */
    static String names() {
        return String.join(" ", Arrays.stream(values()).map(type -> type.descr).toList());
    }

    /** Bytes of an element. */
    int bytes() {
        return bytes;
    }

    /**
     * Converts elements, as many as the buffer has; its order is little-endian.
     *
     * @return how many were converted: fewer where the next one has no float
     */
    int convert(ByteBuffer from, float[] to, int offset) {
        int count = from.remaining() / bytes;
        if (this == F4) {
            from.asFloatBuffer().get(to, offset, count);
            return count;
        }
        for (int i = 0; i < count; i++) {
            float value = value(from, i * bytes);
            if (!holds(value, from, i * bytes)) {
                return i;
            }
            to[offset + i] = value;
        }
        return count;
    }

    private float value(ByteBuffer from, int at) {
        return switch (this) {
            case F4 -> from.getFloat(at);
            case F2 -> Float.float16ToFloat(from.getShort(at));
            case F8 -> (float) from.getDouble(at);
            default -> integer(from, at);
        };
    }

    private boolean holds(float value, ByteBuffer from, int at) {
        return switch (this) {
            case F4, F2 -> true;
            case F8 -> Float.isFinite(value) || !Double.isFinite(from.getDouble(at));
            // 2^63 would come back as one less
            default -> (long) value == integer(from, at) && value != 0x1p63f;
        };
    }

    private long integer(ByteBuffer from, int at) {
        return switch (this) {
            case I8 -> from.getLong(at);
            case I4 -> from.getInt(at);
            case I2 -> from.getShort(at);
            case U2 -> from.getShort(at) & 0xffff;
            case I1 -> from.get(at);
            case U1 -> from.get(at) & 0xff;
            case B1 -> from.get(at) == 0 ? 0 : 1;
            case F2, F4, F8 -> throw new IllegalStateException(this + " is no integer");
        };
    }

    /** An element as text, for errors. */
    String text(ByteBuffer from, int index) {
        return this == F8
                ? Double.toString(from.getDouble(index * bytes))
                : Long.toString(integer(from, index * bytes));
    }
}
