package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import java.util.List;
import java.util.Objects;

/**
 * Floats with a name and a shape, to be written.
 *
 * @param name unique in its file
 * @param shape sizes of the dimensions, the last of which is the fastest; none for a single number
 * @param values row by row: the array itself, not a copy
 */
public record Tensor(String name, List<Integer> shape, float[] values) {
    /** Copies the shape and checks it. */
    public Tensor {
        Objects.requireNonNull(name, "name");
        shape = List.copyOf(shape);
        long size = 1;
        for (int dimension : shape) {
            Checks.size("dimension of " + name, dimension);
            size = Math.multiplyExact(size, dimension);
        }
        Checks.require(
                values.length == size,
                "length of the values of " + name,
                values.length,
                size + " for shape " + shape);
    }
}
