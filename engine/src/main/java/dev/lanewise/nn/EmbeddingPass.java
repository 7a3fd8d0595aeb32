package dev.lanewise.nn;

import dev.lanewise.kernel.UpdateKernel;
import java.util.Arrays;
import java.util.List;

/**
 * An {@link Embedding} in training: looks vectors up forward, adds their gradients up backward.
 * Whoever takes features from a caller asks {@link Network#checkFeatures} about them.
 *
 * <p>Only vectors that a batch has used have gradients. They are added up in a compact array, one
 * place for each used vector in the order of first use, and go from there into the update or into
 * the array of gradients. Work is a copy a row and column, so it is not shared out.
 */
final class EmbeddingPass extends LayerPass {
    private final Embedding layer;
    private final Table[] tables;

    EmbeddingPass(Workspace work, Embedding layer) {
        super(work, layer);
        this.layer = layer;
        this.tables = new Table[layer.columns().size()];
        int at = layer.numericColumns();
        for (int i = 0; i < tables.length; i++) {
            Embedding.Column column = layer.columns().get(i);
            UpdateKernel update = work.updateOf(layer.parameters().get(i));
            tables[i] = new Table(column, layer.tableOffset(i), at, update, work.maxRows);
            at += column.dimensions();
        }
        work.widen(inputs);
    }

    /** The table of a column, and the vectors of it that have gradients. */
    private static final class Table {
        final Embedding.Column column;

        /** Where it starts in the parameters. */
        final int start;

        /** First column of its vectors in Y. */
        final int yColumn;

        final UpdateKernel update;

        /** Place of a category's gradient in the batch, plus one; 0 for none. */
        final int[] places;

        /** Categories of the batch, in order of first use. */
        final int[] used;
        final float[] gradients;
        int usedCount;

        /** Second door: categories with gradients in the array of all gradients. */
        int[] pending = {};
        final boolean[] isPending;
        int pendingCount;

        Table(
                Embedding.Column column,
                int start,
                int yColumn,
                UpdateKernel update,
                int maxRows) {
            this.column = column;
            this.start = start;
            this.yColumn = yColumn;
            this.update = update;
            int most = Math.min(maxRows, column.categories());
            this.places = new int[column.categories()];
            this.used = new int[most];
            this.gradients = new float[Math.multiplyExact(most, column.dimensions())];
            this.isPending = new boolean[column.categories()];
        }

        int offset(int category) {
            return start + category * column.dimensions();
        }
    }

    @Override
    int halfOfOutputs(int dXHalf) {
        return 1 - dXHalf;
    }

    @Override
    void forward() {
        Embeddings.lookUp(layer, work.values, yAt, x, xAt, work.parameters(), work.rows);
    }

    @Override
    void backward(boolean toInputs) {
        for (Table table : tables) {
            sum(table);
            pass(table);
        }
        if (toInputs) {
            Embeddings.scatterNumbers(layer, work.slopes, dXAt(), dYAt(), work.rows);
        }
    }

    /** Gradients of the used vectors: rows ascending, from zero. */
    private void sum(Table table) {
        int n = table.column.dimensions();
        for (int row = 0; row < work.rows; row++) {
            int category = (int) x[xAt + row * inputs + table.column.index()];
            if (table.places[category] == 0) {
                int place = table.usedCount++;
                table.used[place] = category;
                table.places[category] = place + 1;
                Arrays.fill(table.gradients, place * n, (place + 1) * n, 0f);
            }
            int to = (table.places[category] - 1) * n;
            int from = dYAt() + row * outputs + table.yColumn;
            for (int j = 0; j < n; j++) {
                table.gradients[to + j] += work.slopes[from + j];
            }
        }
    }

    /** Hands the gradients on and forgets which vectors were used. */
    private void pass(Table table) {
        int n = table.column.dimensions();
        if (work.gradients != null && !work.accumulate) {
            clearPending(table);
        }
        for (int place = 0; place < table.usedCount; place++) {
            int category = table.used[place];
            work.accept(table.update, table.offset(category), table.gradients, place * n, n);
            if (work.gradients != null && !table.isPending[category]) {
                addPending(table, category);
            }
            table.places[category] = 0;
        }
        table.usedCount = 0;
    }

    private static void addPending(Table table, int category) {
        if (table.pendingCount == table.pending.length) {
            int length = Math.max(table.used.length, 2 * table.pendingCount);
            table.pending = Arrays.copyOf(table.pending, length);
        }
        table.pending[table.pendingCount++] = category;
        table.isPending[category] = true;
    }

    /** The gradients of earlier batches go, those of vectors that are not used again too. */
    private void clearPending(Table table) {
        for (int i = 0; i < table.pendingCount; i++) {
            int at = table.offset(table.pending[i]);
            Arrays.fill(work.gradients, at, at + table.column.dimensions(), 0f);
            table.isPending[table.pending[i]] = false;
        }
        table.pendingCount = 0;
    }

    /** None: {@link #updateRest} updates the vectors that have gradients. */
    @Override
    void addRanges(List<UpdateRange> ranges) {}

    @Override
    void updateRest(float[] gradients, float[] state) {
        float[] parameters = work.parameters();
        for (Table table : tables) {
            int n = table.column.dimensions();
            for (int i = 0; i < table.pendingCount; i++) {
                int at = table.offset(table.pending[i]);
                int slot = parameters.length;
                table.update.update(parameters, at, gradients, at, state, at, slot, n);
            }
        }
    }
}
