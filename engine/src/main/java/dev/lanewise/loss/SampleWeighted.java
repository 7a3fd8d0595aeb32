package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.LossFunction;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Another loss whose rows have weights: each row's loss and gradient times the last of its targets,
 * which is finite and at least 0.
 *
 * <p>A target row of {@code SoftmaxCrossEntropy.ofClassIndices().sampleWeighted()} is so {@code
 * class, weight}; data sets, batches and both doors of a training step carry the weights with the
 * targets. The mean divides by the sum of the weights (times the outputs of a row where the loss is
 * elementwise, times the weight of its class where classes have weights), so that a weight of 2 is
 * a row given twice. A row of weight 0 adds nothing, whatever the network makes of it.
 *
 * @param loss without weights of rows
 */
public record SampleWeighted(Loss loss) implements Loss {
    /** Checks that there is one weight a row. */
    public SampleWeighted {
        Objects.requireNonNull(loss, "loss");
        Checks.require(
                !(loss.function() instanceof LossFunction.Weighted),
                "loss",
                loss,
                "a loss without weights of rows");
    }

    @Override
    public LossFunction function() {
        return new LossFunction.Weighted(loss.function());
    }

    @Override
    public Outputs outputs() {
        return loss.outputs();
    }

    @Override
    public Reduction reduction() {
        return loss.reduction();
    }

    @Override
    public int targetSize(int outputs) {
        return Math.addExact(loss.targetSize(outputs), 1);
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
        float weight = targets[at + loss.targetSize(outputs)];
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "weight of row " + row + " is " + weight + ", expected finite and at least 0");
        }
    }
}
