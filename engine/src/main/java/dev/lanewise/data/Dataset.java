package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.RandomStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of features with their targets, in memory, row-major.
 *
 * <p>The arrays stay the caller's and are not copied. What a target row holds is the loss's affair:
 * a class index (a whole float), a distribution over classes, or values to be predicted; and
 * behind these the row's weight, where the loss takes one.
 */
public final class Dataset {
    private final float[] features;
    private final int featureSize;
    private final float[] targets;
    private final int targetSize;
    private final int rows;

    private Dataset(float[] features, int featureSize, float[] targets, int targetSize, int rows) {
        this.features = features;
        this.featureSize = featureSize;
        this.targets = targets;
        this.targetSize = targetSize;
        this.rows = rows;
    }

    /**
     * A data set over the given arrays.
     *
     * @param features {@code rows × featureSize}
     * @param targets {@code rows × targetSize}
     * @throws IllegalArgumentException where the lengths are not whole numbers of rows, or differ
     */
    public static Dataset of(float[] features, int featureSize, float[] targets, int targetSize) {
        int rows = rows("features", features, featureSize, "featureSize");
        int targetRows = rows("targets", targets, targetSize, "targetSize");
        Checks.require(
                targetRows == rows, "number of target rows", targetRows,
                rows + ", one a feature row");
        return new Dataset(features, featureSize, targets, targetSize, rows);
    }

    private static int rows(String name, float[] values, int size, String sizeName) {
        Objects.requireNonNull(values, name);
        Checks.require(size > 0, sizeName, size, "at least 1");
        Checks.require(
                values.length % size == 0,
                "length of " + name,
                values.length,
                "a multiple of " + sizeName + " " + size);
        return values.length / size;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Features of a row. */
    public int featureSize() {
        return featureSize;
    }

    /** Target values of a row. */
    public int targetSize() {
        return targetSize;
    }

    /** The features: the array itself, not a copy. */
    public float[] features() {
        return features;
    }

    /** The targets: the array itself, not a copy. */
    public float[] targets() {
        return targets;
    }

    /** A copy of the given rows, in the given order. */
    public Dataset select(int... rowIndices) {
        float[] x = new float[Math.multiplyExact(rowIndices.length, featureSize)];
        float[] y = new float[Math.multiplyExact(rowIndices.length, targetSize)];
        for (int i = 0; i < rowIndices.length; i++) {
            copyRow(Objects.checkIndex(rowIndices[i], rows), x, y, i);
        }
        return new Dataset(x, featureSize, y, targetSize, rowIndices.length);
    }

    /**
     * Two disjoint data sets that together hold every row once, in an order drawn from the seed.
     *
     * @param fraction share of the rows that the second part gets, between 0 and 1, to the nearest
     *     whole row: of few rows, it may get none
     */
    public Split split(double fraction, long seed) {
        Checks.require(fraction > 0 && fraction < 1, "fraction", fraction, "between 0 and 1");
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        RandomStream.of(seed, RandomStream.Purpose.SPLIT).shuffle(order);
        int second = (int) Math.round(rows * fraction);
        int[] heldOut = Arrays.copyOfRange(order, 0, second);
        int[] rest = Arrays.copyOfRange(order, second, rows);
        return new Split(select(rest), select(heldOut));
    }

    /**
     * As {@link #split}, with each class divided in the same proportion. The class of a row is the
     * first value of its target.
     *
     * <p>The second part gets as many rows as that of {@link #split}. Of each class it gets its
     * share rounded down, and what is then missing are further rows, one of a class, of those
     * classes whose shares lost most by this; between equals the seed decides.
     *
     * @param fraction share of the rows that the second part gets, between 0 and 1
     */
    public Split splitStratified(double fraction, long seed) {
        Checks.require(fraction > 0 && fraction < 1, "fraction", fraction, "between 0 and 1");
        Strata strata = Strata.of(this, RandomStream.of(seed, RandomStream.Purpose.SPLIT));
        int second = (int) Math.round(rows * fraction);
        int[] left = strata.quotas(fraction, second);
        int[] heldOut = new int[second];
        int[] rest = new int[rows - second];
        for (int i = 0, h = 0; i < rows; i++) {
            if (left[strata.classes()[i]]-- > 0) {
                heldOut[h++] = strata.order()[i];
            } else {
                rest[i - h] = strata.order()[i];
            }
        }
        return new Split(select(rest), select(heldOut));
    }

    /**
     * Demands that every feature is a finite number.
     *
     * @throws IllegalArgumentException naming the first row and column whose value is not
     */
    public void checkFinite() {
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new IllegalArgumentException(
                        "feature " + i % featureSize + " of row " + i / featureSize + " is "
                                + features[i] + ", expected a finite number");
            }
        }
    }

    /** Copies a row into row {@code to} of a batch. */
    void copyRow(int row, float[] x, float[] y, int to) {
        System.arraycopy(features, row * featureSize, x, to * featureSize, featureSize);
        System.arraycopy(targets, row * targetSize, y, to * targetSize, targetSize);
    }

    /**
     * The parts of a {@link #split}.
     *
     * @param training the larger share, as a rule
     * @param heldOut the share never trained on
     */
    public record Split(Dataset training, Dataset heldOut) {}
}
