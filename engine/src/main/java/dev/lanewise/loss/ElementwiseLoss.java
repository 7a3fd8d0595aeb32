package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * A loss that compares each output with a target of its own; its mean is over all elements. No
 * formula looks at another element than its own.
 */
public sealed interface ElementwiseLoss extends Loss
        permits
        MeanSquaredError,
        MeanAbsoluteError,
        Huber,
        SmoothL1,
        LogCosh,
        Quantile,
        PoissonNegativeLogLikelihood,
        BinaryCrossEntropy,
        BinaryFocalCrossEntropy,
        Hinge,
        SquaredHinge {
    @Override
    LossFunction.Elementwise function();

    @Override
    default Outputs outputs() {
        return Outputs.VALUES;
    }

    @Override
    default int targetSize(int outputs) {
        return outputs;
    }

    /** Targets are any finite numbers, unless a loss says otherwise. */
    @Override
    default void checkRow(int row, float[] targets, int at, int outputs) {
        TargetChecks.finite(row, targets, at, outputs);
    }
}
