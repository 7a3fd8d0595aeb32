package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link TrainingStep} remembers from one batch to the next, beside the network's own values:
 * plain values, which can be written down. A step that was given them goes on with the same bits.
 * Gradients that wait for an update are no part of it.
 *
 * @param optimizers settings of the optimizers, all but their learning rates: that of all
 *     parameters, then those of the groups
 * @param values state of the optimizers, laid out as the parameters are, slot by slot: the array
 *     itself, not a copy
 * @param updates how many there have been
 * @param batches forward passes so far, of which each has dropout masks of its own
 * @param learningRate of the next update
 */
public record StepState(
        List<String> optimizers, float[] values, long updates, long batches,
        double learningRate) {
    /** Copies the list and checks the counts. */
    public StepState {
        optimizers = List.copyOf(optimizers);
        Objects.requireNonNull(values, "values");
        Checks.require(updates >= 0, "updates", updates, "at least 0");
        Checks.require(batches >= updates, "batches", batches, "at least updates, " + updates);
        Checks.require(
                learningRate >= 0 && learningRate <= Float.MAX_VALUE, "learningRate",
                learningRate, "finite and at least 0");
    }
}
