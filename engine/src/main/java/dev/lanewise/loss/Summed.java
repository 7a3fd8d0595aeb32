package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Another loss with the sum over a batch in place of the mean, PyTorch's {@code reduction="sum"}.
 * The gradient grows with the batch; the learning rate has to know.
 *
 * @param loss whose rows are added up
 */
public record Summed(Loss loss) implements Loss {
    /** Checks that there is a loss. */
    public Summed {
        Objects.requireNonNull(loss, "loss");
    }

    @Override
    public Reduction reduction() {
        return Reduction.SUM;
    }

    @Override
    public LossFunction function() {
        return loss.function();
    }

    @Override
    public Outputs outputs() {
        return loss.outputs();
    }

    @Override
    public int targetSize(int outputs) {
        return loss.targetSize(outputs);
    }

    @Override
    public int labelSize(int outputs) {
        return loss.labelSize(outputs);
    }

    @Override
    public OptionalInt ignoredIndex() {
        return loss.ignoredIndex();
    }

    @Override
    public void checkOutputs(int outputs) {
        loss.checkOutputs(outputs);
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        loss.checkRow(row, targets, at, outputs);
    }
}
