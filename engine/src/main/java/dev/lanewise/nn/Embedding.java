package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learned vectors for categories, beside numbers: a row's categorical columns, each a category's
 * index from 0 on, are looked up in tables; the other columns go through as they are.
 *
 * <p>Y has the numeric columns first, in their order, then the vectors, in the order of
 * {@link #columns}. It can only be where a network begins (behind an {@link InputScaling} at most,
 * which must leave indices alone: mean 0, deviation 1), as an index has no gradient: dX is 0 there.
 * Backward, the gradient of a category's vector is the sum of dY over the rows that have it,
 * ascending. Only the vectors of a batch's categories are updated, and only their moments and decay
 * move; PyTorch calls such gradients sparse. Vectors start normally distributed with deviation 1,
 * as in PyTorch's {@code Embedding}.
 *
 * @param inputs columns of X
 * @param columns the categorical ones, ascending
 * @param tableOffset where the tables start in the parameters, one after the other
 */
public record Embedding(int inputs, List<Column> columns, int tableOffset) implements Layer {
    /**
     * A categorical column and its table, {@code categories × dimensions}.
     *
     * @param index of the column in X
     * @param categories valid indices are below
     * @param dimensions length of a vector
     */
    public record Column(int index, int categories, int dimensions) {
        /** Checks sizes; above 2^24, not all whole numbers are floats. */
        public Column {
            Checks.size("index", index);
            Checks.require(
                    categories >= 1 && categories <= 1 << 24,
                    "categories",
                    categories,
                    "from 1 to 2^24");
            Checks.require(dimensions >= 1, "dimensions", dimensions, "at least 1");
            Checks.require(
                    (long) categories * dimensions <= Checks.LARGEST_ARRAY,
                    "categories times dimensions",
                    (long) categories * dimensions,
                    "at most " + Checks.LARGEST_ARRAY);
        }

        /** Values of the table. */
        public int tableSize() {
            return categories * dimensions;
        }
    }

    /** Copies the columns and checks their order. */
    public Embedding {
        columns = List.copyOf(columns);
        Checks.require(inputs > 0, "inputs", inputs, "at least 1");
        Checks.require(!columns.isEmpty(), "number of categorical columns", 0, "at least 1");
        int next = 0;
        for (Column column : columns) {
            Checks.require(
                    column.index >= next && column.index < inputs,
                    "index of a categorical column",
                    column.index,
                    "from " + next + " to " + (inputs - 1) + ", ascending");
            next = column.index + 1;
        }
        Checks.size("tableOffset", tableOffset);
        long outputs = inputs - columns.size();
        for (Column column : columns) {
            outputs += column.dimensions;
        }
        Checks.require(
                outputs <= Checks.LARGEST_ARRAY, "outputs", outputs,
                "at most " + Checks.LARGEST_ARRAY);
    }

    /** Where the table of a column starts in the parameters. */
    public int tableOffset(int column) {
        return tableOffset + columns.stream().limit(column).mapToInt(Column::tableSize).sum();
    }

    /** Columns that are not categories. */
    public int numericColumns() {
        return inputs - columns.size();
    }

    @Override
    public int outputs() {
        int outputs = numericColumns();
        for (int i = 0; i < columns.size(); i++) { // asked for in every batch: no stream
            outputs += columns.get(i).dimensions;
        }
        return outputs;
    }

    @Override
    public List<Parameter> parameters() {
        return IntStream.range(0, columns.size()).mapToObj(this::table).toList();
    }

    private Parameter table(int column) {
        Column c = columns.get(column);
        return new Parameter(
                c.index + ".weight",
                Parameter.Role.TABLE,
                tableOffset(column),
                c.categories,
                c.dimensions);
    }
}
