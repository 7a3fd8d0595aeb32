package dev.lanewise.io;

/** Types of elements in a safetensors file, named as the format names them. */
public enum TensorType {
    /** Truth values. */
    BOOL(1),
    /** Unsigned whole numbers. */
    U8(1),
    /** Whole numbers. */
    I8(1),
    /** Floats with five bits of exponent and two of fraction. */
    F8_E5M2(1),
    /** Floats with four bits of exponent and three of fraction. */
    F8_E4M3(1),
    /** Whole numbers. */
    I16(2),
    /** Unsigned whole numbers. */
    U16(2),
    /** Half precision, IEEE 754 binary16. */
    F16(2),
    /** The upper half of a float. */
    BF16(2),
    /** Whole numbers. */
    I32(4),
    /** Unsigned whole numbers. */
    U32(4),
    /** Single precision: what Lanewise writes. */
    F32(4),
    /** Double precision. */
    F64(8),
    /** Whole numbers. */
    I64(8),
    /** Unsigned whole numbers. */
    U64(8);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of an element. */
    public int bytes() {
        return bytes;
    }

    /** Whether {@link Safetensors} can read it as floats. */
    public boolean isFloating() {
        return this == F32 || this == F16 || this == BF16 || this == F64;
    }
}
