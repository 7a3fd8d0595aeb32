package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.Objects;

/**
 * A matrix or vector of a layer, inside one of the two arrays of its network.
 *
 * @param name as PyTorch's module of that kind has it, such as {@code weight}; in
 *     {@link Network#namedParameters()} behind the position of its layer, such as {@code 0.weight}
 * @param role what it is to its layer
 * @param offset where it starts
 * @param rows rows of the matrix; 1 for a vector
 * @param columns columns of the matrix, or values of the vector
 */
public record Parameter(String name, Role role, int offset, int rows, int columns) {
    /** What a parameter is to its layer: weight decay, for one, is for some of them only. */
    public enum Role {
        /** Factors of inputs: {@code inputs × outputs}. */
        WEIGHT,
        /** Summands of outputs. */
        BIAS,
        /** Factors of normalized values. */
        SCALE,
        /** Summands of normalized values. */
        SHIFT,
        /** Slopes below zero. */
        SLOPE,
        /** Vectors of categories: {@code categories × dimensions}. */
        TABLE,
        /** Not learned: statistics of the data. */
        STATISTIC;

        /** Whether weight decay is usual: for weights and tables, not for biases and norms. */
        public boolean decays() {
            return this == WEIGHT || this == TABLE;
        }
    }

    /** Checks names and sizes. */
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Checks.size("offset", offset);
        Checks.require(rows > 0, "rows", rows, "at least 1");
        Checks.require(columns > 0, "columns", columns, "at least 1");
        Math.multiplyExact(rows, columns);
    }

    /** A vector. */
    static Parameter vector(String name, Role role, int offset, int size) {
        return new Parameter(name, role, offset, 1, size);
    }

    /** Number of values. */
    public int size() {
        return rows * columns;
    }

    /** The same with a name in front. */
    Parameter in(String layer) {
        return new Parameter(layer + "." + name, role, offset, rows, columns);
    }
}
