package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How the rows of an epoch are drawn from a data set: a description that {@link Batches} follows.
 *
 * <p>Draw i of epoch e is a function of seed, e and i alone, on every machine.
 */
public sealed interface Sampling {
    /** Every row once an epoch, in an order of its own. */
    static Shuffled shuffled() {
        return new Shuffled();
    }

    /** Rows drawn with replacement, as often as their weights say; as many draws as rows. */
    static Weighted weighted(double... weights) {
        return new Weighted(weights, OptionalInt.empty());
    }

    /** Rows drawn with replacement, every class as often as any other; as many draws as rows. */
    static ClassBalanced classBalanced() {
        return new ClassBalanced(OptionalInt.empty());
    }

    /** Every row once an epoch, in an order of its own. */
    record Shuffled() implements Sampling {}

    /**
     * Each draw takes a row with a probability of its weight divided by the sum of all weights,
     * whatever was drawn before; PyTorch's {@code WeightedRandomSampler} with replacement.
     *
     * <p>A row of weight 0 is never drawn. Probabilities come from partial sums of the weights in
     * double precision, so a weight below some 2^-52 of the sum may count as 0.
     *
     * @param weights one a row, finite and at least 0, at least one of them above 0
     * @param draws draws an epoch, at least 1; where absent, as many as rows
     */
    record Weighted(double[] weights, OptionalInt draws) implements Sampling {
        /** Copies and checks all settings. */
        public Weighted {
            weights = weights.clone();
            boolean positive = false;
            for (int row = 0; row < weights.length; row++) {
                Checks.require(
                        weights[row] >= 0 && weights[row] <= Double.MAX_VALUE,
                        "weight of row " + row,
                        weights[row],
                        "finite and at least 0");
                positive |= weights[row] > 0;
            }
            Checks.require(positive, "largest weight", 0, "above 0");
            checkDraws(draws);
        }

        /** The weights: a copy. */
        @Override
        public double[] weights() {
            return weights.clone();
        }

        /** A copy with so many draws an epoch. */
        public Weighted withDraws(int draws) {
            return new Weighted(weights, OptionalInt.of(draws));
        }
    }

    /**
     * Weighted sampling in which the weight of a row is one over the number of rows of its class,
     * so that each class that has rows makes up the same part of an epoch, on average.
     *
     * <p>For data sets whose targets are class indices: one target a row, a whole number from 0 on.
     *
     * @param draws draws an epoch, at least 1; where absent, as many as rows
     */
    record ClassBalanced(OptionalInt draws) implements Sampling {
        /** Checks the number of draws. */
        public ClassBalanced {
            checkDraws(draws);
        }

        /** A copy with so many draws an epoch. */
        public ClassBalanced withDraws(int draws) {
            return new ClassBalanced(OptionalInt.of(draws));
        }
    }

    private static void checkDraws(OptionalInt draws) {
        Objects.requireNonNull(draws, "draws");
        draws.ifPresent(number -> Checks.require(number >= 1, "draws", number, "at least 1"));
    }
}
