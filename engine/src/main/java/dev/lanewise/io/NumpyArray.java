package dev.lanewise.io;

import dev.lanewise.data.Dataset;
import dev.lanewise.internal.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * An array of floats, as NumPy keeps it in a {@code .npy} file: {@code numpy.save} writes what
 * {@link #read} reads, and {@code numpy.load} reads what {@link #write} writes.
 *
 * <p>Format (NumPy Enhancement Proposal 1): six bytes of magic, two of the version, the length of
 * the header in two bytes (version 1.0) or four (2.0 and 3.0), the header, then the elements. The
 * header is the literal of a Python dictionary with element type, order and shape, padded with
 * spaces. Files of all three versions are read, and version 1.0 is written, in little-endian order,
 * last dimension fastest.
 *
 * <p>Elements of other types become floats where they are read:
 *
 * <ul>
 * <li>{@code <f4} bit for bit, and {@code <f2} exactly;
 * <li>{@code <f8} rounded to the nearest float; a finite number that none is near to, from about
 * 3.4e38 on, is an error;
 * <li>{@code |b1}, {@code |i1}, {@code |u1}, {@code <i2}, {@code <u2}, {@code <i4} and {@code <i8}
 * exactly; a number that no float is equal to, such as 2<sup>24</sup> + 1, is an error, for it is
 * rather an index than a quantity.
 * </ul>
 *
 * <p>An array in Fortran's order, first dimension fastest, is rearranged: {@code values} are always
 * in C's order. Tables out of pandas lie so.
 *
 * @param shape the dimensions; none for a single number
 * @param values the elements, last dimension fastest
 */
public record NumpyArray(int[] shape, float[] values) {
    /** As many dimensions as NumPy can have. */
    static final int MOST_DIMENSIONS = 64;

    /**
     * An array over the given values, which are not copied.
     *
     * @throws IllegalArgumentException where a dimension is negative, there are more than 64, or
     *     their product is not the number of values
     */
    public NumpyArray {
        Objects.requireNonNull(values, "values");
        Checks.require(
                shape.length <= MOST_DIMENSIONS, "number of dimensions", shape.length,
                "at most " + MOST_DIMENSIONS);
        for (int i = 0; i < shape.length; i++) {
            Checks.size("dimension " + i, shape[i]);
        }
        Checks.require(
                NumpyHeader.length(shape) == values.length, "number of values", values.length,
                "the product of the shape " + Arrays.toString(shape));
    }

    /**
     * An array over the given values, which are not copied.
     *
     * @param values the elements, last dimension fastest
     * @param shape the dimensions
     * @throws IllegalArgumentException where the values do not fill the shape
     */
    public static NumpyArray of(float[] values, int... shape) {
        return new NumpyArray(shape.clone(), values);
    }

    /**
     * Reads a {@code .npy} file whole.
     *
     * <p>Memory is taken for what the file holds, whatever its header promises.
     *
     * @throws NumpyFormatException where the file is no such file, is cut off, goes on after its
     *     last element, or holds elements that do not become floats
     */
    public static NumpyArray read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(new NumpySource(file.toString(), in), Files.size(file));
        }
    }

    /** @param size bytes that are surely there, or 0 where that is not known */
    static NumpyArray read(NumpySource source, long size) throws IOException {
        NumpyHeader header = NumpyHeader.read(source);
        float[] values = NumpyElements.read(source, header, size);
        source.expectEnd();
        return new NumpyArray(header.shape(), values);
    }

    /** Writes a {@code .npy} file, replacing one that is there once it is written whole. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(NumpyHeader.bytes(shape));
        NumpyElements.write(values, out);
    }

    /** Bytes of the file. */
    long bytes() {
        return NumpyHeader.bytes(shape).length + (long) Float.BYTES * values.length;
    }

    /**
     * Two arrays as features and targets of a data set, over the same values.
     *
     * <p>The first dimension of both counts rows; the others together are what a row holds, so that
     * images of {@code 60000 × 28 × 28} have 784 features, and targets of one dimension have one
     * value a row.
     *
     * @throws IllegalArgumentException where an array has no first dimension, its rows are empty,
     *     or the numbers of rows differ
     */
    public static Dataset dataset(NumpyArray features, NumpyArray targets) {
        int featureSize = features.rowSize("features");
        int targetSize = targets.rowSize("targets");
        return Dataset.of(features.values, featureSize, targets.values, targetSize);
    }

    private int rowSize(String name) {
        Checks.require(
                shape.length > 0, "shape of " + name, "()", "rows as its first dimension");
        long size = NumpyHeader.length(Arrays.copyOfRange(shape, 1, shape.length));
        Checks.require(
                size > 0 && size <= Checks.LARGEST_ARRAY, "shape of " + name,
                Arrays.toString(shape), "rows that hold at least one value and fit one array");
        return (int) size;
    }
}
