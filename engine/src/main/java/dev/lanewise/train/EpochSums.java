package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import dev.lanewise.metric.RegressionSums;
import java.util.Objects;

/**
 * What the figures of an epoch in progress are made of: sums over the rows that it has trained on.
 *
 * @param rows how many these are
 * @param lossSum of all losses
 * @param lossWeight what counted in them
 * @param correct predictions that were right, where there are classes
 * @param ignored rows that do not count
 * @param errors sums of errors, where numbers are predicted
 */
public record EpochSums(
        long rows, double lossSum, double lossWeight, long correct, long ignored,
        RegressionSums.State errors) {
    /** Checks the counts. */
    public EpochSums {
        Checks.require(rows >= 0, "rows", rows, "at least 0");
        Checks.require(correct >= 0, "correct", correct, "at least 0");
        Checks.require(ignored >= 0, "ignored", ignored, "at least 0");
        Objects.requireNonNull(errors, "errors");
    }
}
