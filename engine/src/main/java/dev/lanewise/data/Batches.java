package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.RandomStream;

/**
 * Goes through a data set in shuffled batches, every row once an epoch.
 *
 * <p>The order of epoch e is the shuffle by stream e of the seed, whatever was asked for before.
 * The last batch of an epoch holds the rows that remain. Nothing is allocated after construction.
 */
public final class Batches {
    private final Dataset dataset;
    private final RandomStream random;
    private final int[] order;
    private final float[] features;
    private final float[] targets;
    private final int batchSize;
    private int next;
    private int rows;

    /**
     * Batches of a data set.
     *
     * @param batchSize from 1 to the number of rows
     */
    public Batches(Dataset dataset, int batchSize, long seed) {
        Checks.require(dataset.rows() > 0, "number of rows of the data set", 0, "at least 1");
        Checks.require(
                batchSize >= 1 && batchSize <= dataset.rows(),
                "batchSize",
                batchSize,
                "from 1 to " + dataset.rows() + ", the number of rows of the data set");
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.random = RandomStream.of(seed, RandomStream.Purpose.ROW_ORDER);
        this.order = new int[dataset.rows()];
        this.features = new float[Math.multiplyExact(batchSize, dataset.featureSize())];
        this.targets = new float[Math.multiplyExact(batchSize, dataset.targetSize())];
        this.next = order.length;
    }

    /** Batches an epoch. */
    public int count() {
        return Math.ceilDiv(order.length, batchSize);
    }

    /** Starts an epoch in its own order. */
    public void start(int epoch) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        random.stream(epoch).shuffle(order);
        next = 0;
    }

    /** Gathers the next batch; false at the end of the epoch. */
    public boolean next() {
        rows = Math.min(batchSize, order.length - next);
        for (int i = 0; i < rows; i++) {
            dataset.copyRow(order[next + i], features, targets, i);
        }
        next += rows;
        return rows > 0;
    }

    /** Rows of the current batch. */
    public int rows() {
        return rows;
    }

    /** Features of the current batch, in its first {@link #rows()} rows. */
    public float[] features() {
        return features;
    }

    /** Targets of the current batch, in its first {@link #rows()} rows. */
    public float[] targets() {
        return targets;
    }
}
