package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Slice;
import java.util.Arrays;

/** A matrix whose rows lie {@code ld} apart, with canaries around it. */
record Matrix(Slice slice, int rows, int columns, int ld) {
    static Matrix random(long seed, int rows, int columns, int gap) {
        int ld = columns + gap;
        int length = rows == 0 ? 0 : (rows - 1) * ld + columns;
        return new Matrix(Slice.random(seed, length, 1), rows, columns, ld);
    }

    /** One that ends where its array does. */
    static Matrix exact(int rows, int columns, long seed) {
        float[] values = Slice.random(seed, rows * columns, 1).values();
        return new Matrix(new Slice(values, 0, values.length), rows, columns, columns);
    }

    Matrix copy() {
        return new Matrix(slice.copy(), rows, columns, ld);
    }

    int index(int row, int column) {
        return slice.offset() + row * ld + column;
    }

    float at(int row, int column, boolean transposed) {
        return slice.array()[transposed ? index(column, row) : index(row, column)];
    }

    float at(int row, int column) {
        return slice.array()[index(row, column)];
    }

    /** NaN inside the matrix; what lies between its rows keeps its values. */
    void fillWithNaN() {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(slice.array(), index(i, 0), index(i, 0) + columns, Float.NaN);
        }
    }
}
