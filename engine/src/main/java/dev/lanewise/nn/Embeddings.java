package dev.lanewise.nn;

import java.util.Arrays;

/** The loops of an {@link Embedding}. */
final class Embeddings {
    private Embeddings() {}

    /**
     * Demands that categorical columns hold indices of categories.
     *
     * @throws IllegalArgumentException with row, column, value and range
     */
    static void check(Embedding layer, float[] x, int xAt, int rows) {
        for (Embedding.Column column : layer.columns()) {
            for (int row = 0; row < rows; row++) {
                float value = x[xAt + row * layer.inputs() + column.index()];
                int category = (int) value;
                if (category < 0 || category >= column.categories() || category != value) {
                    throw new IllegalArgumentException(
                            "feature " + column.index() + " of row " + row + " is " + value
                                    + ", expected a category, a whole number from 0 to "
                                    + (column.categories() - 1));
                }
            }
        }
    }

    /** Y: numbers, then vectors. */
    static void lookUp(
            Embedding layer, float[] y, int yAt, float[] x, int xAt, float[] tables, int rows) {
        for (int row = 0; row < rows; row++) {
            int from = xAt + row * layer.inputs();
            int to = yAt + row * layer.outputs();
            int next = 0;
            for (Embedding.Column column : layer.columns()) {
                int numbers = column.index() - next;
                System.arraycopy(x, from + next, y, to, numbers);
                to += numbers;
                next = column.index() + 1;
            }
            System.arraycopy(x, from + next, y, to, layer.inputs() - next);
            to += layer.inputs() - next;
            int table = layer.tableOffset();
            for (Embedding.Column column : layer.columns()) {
                int n = column.dimensions();
                int category = (int) x[from + column.index()];
                System.arraycopy(tables, table + category * n, y, to, n);
                to += n;
                table += column.tableSize();
            }
        }
    }

    /** dX of the numbers; 0 for categories. */
    static void scatterNumbers(Embedding layer, float[] slopes, int dXAt, int dYAt, int rows) {
        Arrays.fill(slopes, dXAt, dXAt + rows * layer.inputs(), 0f);
        for (int row = 0; row < rows; row++) {
            int to = dXAt + row * layer.inputs();
            int from = dYAt + row * layer.outputs();
            int next = 0;
            for (Embedding.Column column : layer.columns()) {
                int numbers = column.index() - next;
                System.arraycopy(slopes, from, slopes, to + next, numbers);
                from += numbers;
                next = column.index() + 1;
            }
            System.arraycopy(slopes, from, slopes, to + next, layer.inputs() - next);
        }
    }
}
