package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.internal.ClassIndices;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import java.util.Objects;

/**
 * Mean over rows of −Σ t[j]·ln p[j], where p is the softmax of the row's logits: PyTorch's {@code
 * CrossEntropyLoss}. The network ends without a softmax.
 *
 * @param targets what a row's target is
 */
public record SoftmaxCrossEntropy(Targets targets) implements Loss {
    /** How far the sum of a distribution may be from 1. */
    private static final double SUM_TOLERANCE = 1e-4;

    /** Above it, not all whole numbers are floats. */
    private static final int MOST_CLASSES = 1 << 24;

    /** The forms of a target. */
    public enum Targets {
        /** The index of the right class, a whole number from 0 on: one float a row. */
        CLASS_INDICES,
        /** A distribution over the classes: one float a class. */
        DISTRIBUTIONS
    }

    /** Checks that the form of the targets is given. */
    public SoftmaxCrossEntropy {
        Objects.requireNonNull(targets, "targets");
    }

    /** Cross-entropy against the index of the right class. */
    public static SoftmaxCrossEntropy ofClassIndices() {
        return new SoftmaxCrossEntropy(Targets.CLASS_INDICES);
    }

    /** Cross-entropy against a distribution over the classes. */
    public static SoftmaxCrossEntropy ofDistributions() {
        return new SoftmaxCrossEntropy(Targets.DISTRIBUTIONS);
    }

    @Override
    public LossKernel bind(Kernels kernels) {
        return switch (targets) {
            case CLASS_INDICES -> kernels.softmaxCrossEntropyOfIndices();
            case DISTRIBUTIONS -> kernels.softmaxCrossEntropyOfDistributions();
        };
    }

    @Override
    public int targetSize(int outputs) {
        return targets == Targets.CLASS_INDICES ? 1 : outputs;
    }

    @Override
    public long terms(long rows, int outputs) {
        return rows;
    }

    @Override
    public void checkOutputs(int outputs) {
        Checks.require(
                outputs >= 2,
                "outputs",
                outputs,
                "at least 2, as a softmax over one output is always 1;"
                        + " use BinaryCrossEntropy for two classes on one output");
        Checks.require(
                targets == Targets.DISTRIBUTIONS || outputs <= MOST_CLASSES,
                "outputs",
                outputs,
                "at most 2^24, as larger class indices are no floats");
    }

    @Override
    public void checkTargets(float[] targets, int offset, int rows, int outputs) {
        if (this.targets == Targets.CLASS_INDICES) {
            Checks.size("rows", rows);
            Checks.slice("targets", targets, offset, rows);
            ClassIndices.check(targets, offset, rows, outputs);
        } else {
            checkDistributions(targets, offset, rows, outputs);
        }
    }

    private static void checkDistributions(float[] targets, int offset, int rows, int outputs) {
        TargetChecks.check(
                targets, offset, rows, outputs, t -> t >= 0, "a probability, at least 0");
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                sum += targets[offset + row * outputs + j];
            }
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw new IllegalArgumentException(
                        "targets of row " + row + " add up to " + sum + ", expected 1 within "
                                + SUM_TOLERANCE + ", as they are a distribution");
            }
        }
    }
}
