package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import dev.lanewise.internal.ClassIndices;
import dev.lanewise.kernel.RandomStream;
import java.util.Objects;
import java.util.OptionalInt;

/** The rows of an epoch, in order: a {@link Sampling} that knows its data set. */
interface RowOrder {
    /** Rows of an epoch. */
    int length();

    /** Writes the {@link #length} rows that an epoch has, as its stream of random numbers says. */
    void fill(int[] rows, RandomStream random);

    /**
     * Makes ready what a sampling needs.
     *
     * @throws IllegalArgumentException where the data set is empty, or not as the sampling wants it
     */
    static RowOrder of(Sampling sampling, Dataset dataset) {
        Objects.requireNonNull(sampling, "sampling");
        int rows = dataset.rows();
        Checks.require(rows > 0, "number of rows of the data set", rows, "at least 1");
        return switch (sampling) {
            case Sampling.Shuffled _ -> new Permutation(rows);
            case Sampling.Weighted weighted -> {
                double[] weights = weighted.weights();
                Checks.require(
                        weights.length == rows,
                        "number of weights",
                        weights.length,
                        rows + ", one a row of the data set");
                yield Draws.of(weights, weighted.draws());
            }
            case Sampling.ClassBalanced balanced ->
                Draws.of(inverseClassSizes(dataset), balanced.draws());
        };
    }

    private static double[] inverseClassSizes(Dataset dataset) {
        Checks.require(
                dataset.targetSize() == 1,
                "targetSize",
                dataset.targetSize(),
                "1, a class index, for class-balanced sampling");
        float[] targets = dataset.targets();
        // above 2^24 floats have gaps
        ClassIndices.check(targets, 0, 1, targets.length, 1 << 24, Float.NaN);
        int largest = 0;
        for (float target : targets) {
            largest = Math.max(largest, (int) target);
        }
        int[] sizes = new int[largest + 1];
        for (float target : targets) {
            sizes[(int) target]++;
        }
        double[] weights = new double[targets.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = 1.0 / sizes[(int) targets[row]];
        }
        return weights;
    }

    /** Every row once. */
    record Permutation(int length) implements RowOrder {
        @Override
        public void fill(int[] rows, RandomStream random) {
            for (int i = 0; i < length; i++) {
                rows[i] = i;
            }
            random.shuffle(rows);
        }
    }

    /** Independent draws by weight; draw i takes number i of the stream. */
    record Draws(AliasTable table, int length) implements RowOrder {
        static Draws of(double[] weights, OptionalInt draws) {
            return new Draws(AliasTable.of(weights), draws.orElse(weights.length));
        }

        @Override
        public void fill(int[] rows, RandomStream random) {
            for (int i = 0; i < length; i++) {
                rows[i] = table.draw(random.bits(i));
            }
        }
    }
}
