package dev.lanewise.io;

import java.util.List;

/**
 * What the header of a safetensors file says of a tensor.
 *
 * @param name unique in its file
 * @param type of the elements
 * @param shape sizes of the dimensions, the last of which is the fastest; none for a single number
 * @param begin first byte, from the end of the header
 * @param end behind the last byte
 */
public record TensorInfo(String name, TensorType type, List<Long> shape, long begin, long end) {
    /** Copies the shape. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long size() {
        return (end - begin) / type.bytes();
    }
}
