package dev.lanewise.nn;

import java.util.Arrays;
import java.util.List;

/** The loops of an {@link Embedding}; over columns by number, as an iterator would be an object. */
final class Embeddings {
    private Embeddings() {}

    /**
     * Demands that categorical columns hold indices of categories, of the features of a network
     * that is made of these layers and has not been computed yet.
     *
     * @throws IllegalArgumentException with row, column, value and range
     */
    static void checkFeatures(
            List<Layer> layers, float[] buffers, float[] features, int offset, int rows) {
        if (layers.getFirst() instanceof Dense) {
            return; // as mostly, without the classes of other layers
        }
        InputScaling scaling = layers.getFirst() instanceof InputScaling first ? first : null;
        int next = scaling == null ? 0 : 1;
        if (next == layers.size() || !(layers.get(next) instanceof Embedding embedding)) {
            return;
        }
        for (int i = 0; i < embedding.columns().size(); i++) {
            Embedding.Column column = embedding.columns().get(i);
            for (int row = 0; row < rows; row++) {
                float x = features[offset + row * embedding.inputs() + column.index()];
                boolean scaled = scaling != null;
                check(column, row, scaled ? scaling.scaled(x, column.index(), buffers) : x);
            }
        }
    }

    private static void check(Embedding.Column column, int row, float value) {
        int category = (int) value;
        if (category < 0 || category >= column.categories() || category != value) {
            throw new IllegalArgumentException(
                    "feature " + column.index() + " of row " + row + " is " + value
                            + ", expected a category, a whole number from 0 to "
                            + (column.categories() - 1));
        }
    }

    /** Y: numbers, then vectors. */
    static void lookUp(
            Embedding layer, float[] y, int yAt, float[] x, int xAt, float[] tables, int rows) {
        int outputs = layer.outputs();
        for (int row = 0; row < rows; row++) {
            int from = xAt + row * layer.inputs();
            int to = yAt + row * outputs;
            int next = 0;
            for (int i = 0; i < layer.columns().size(); i++) {
                Embedding.Column column = layer.columns().get(i);
                int numbers = column.index() - next;
                System.arraycopy(x, from + next, y, to, numbers);
                to += numbers;
                next = column.index() + 1;
            }
            System.arraycopy(x, from + next, y, to, layer.inputs() - next);
            to += layer.inputs() - next;
            int table = layer.tableOffset();
            for (int i = 0; i < layer.columns().size(); i++) {
                Embedding.Column column = layer.columns().get(i);
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
        int outputs = layer.outputs();
        for (int row = 0; row < rows; row++) {
            int to = dXAt + row * layer.inputs();
            int from = dYAt + row * outputs;
            int next = 0;
            for (int i = 0; i < layer.columns().size(); i++) {
                Embedding.Column column = layer.columns().get(i);
                int numbers = column.index() - next;
                System.arraycopy(slopes, from, slopes, to + next, numbers);
                from += numbers;
                next = column.index() + 1;
            }
            System.arraycopy(slopes, from, slopes, to + next, layer.inputs() - next);
        }
    }
}
