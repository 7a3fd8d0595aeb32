package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.RandomStream;

/**
 * Goes through a data set in batches of randomly drawn rows, epoch by epoch.
 *
 * <p>The rows of epoch e are drawn by stream e of the seed, whatever was asked for before. The last
 * batch of an epoch holds the rows that remain. Going through an epoch allocates nothing.
 */
public final class Batches {
    private final Dataset dataset;
    private final RandomStream random;
    private final RowOrder rowOrder;
    private final int[] order;
    private final float[] features;
    private final float[] targets;
    private final int batchSize;
    private int next;
    private int rows;

    /**
     * Batches of a data set, every row once an epoch.
     *
     * @param batchSize from 1 to the number of rows
     */
    public Batches(Dataset dataset, int batchSize, long seed) {
        this(dataset, Sampling.shuffled(), batchSize, seed);
    }

    /**
     * Batches of a data set.
     *
     * @param sampling how the rows of an epoch are drawn
     * @param batchSize from 1 to the number of rows drawn in an epoch
     * @throws IllegalArgumentException where the sampling does not suit the data set
     */
    public Batches(Dataset dataset, Sampling sampling, int batchSize, long seed) {
        this.rowOrder = RowOrder.of(sampling, dataset);
        this.order = new int[rowOrder.length()];
        Checks.require(
                batchSize >= 1 && batchSize <= order.length,
                "batchSize",
                batchSize,
                "from 1 to " + order.length + ", the number of rows of an epoch");
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.random = RandomStream.of(seed, RandomStream.Purpose.ROW_ORDER);
        this.features = new float[Math.multiplyExact(batchSize, dataset.featureSize())];
        this.targets = new float[Math.multiplyExact(batchSize, dataset.targetSize())];
        this.next = order.length;
    }

    /** Batches an epoch. */
    public int count() {
        return Math.ceilDiv(order.length, batchSize);
    }

    /** Starts an epoch with rows of its own. */
    public void start(int epoch) {
        rowOrder.fill(order, random.stream(epoch));
        next = 0;
    }

    /** Passes over so many batches. */
    public void skip(int batches) {
        Checks.size("batches", batches);
        next = (int) Math.min(order.length, next + (long) batches * batchSize);
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
