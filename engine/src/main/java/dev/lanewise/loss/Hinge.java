package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of max(0, 1 − t·z), the loss of support-vector machines: 0 for outputs z
 * on the side of their target and at least 1 away from 0. The derivative is −t where t·z is below
 * 1, and 0 from there on. Targets are −1 or 1. Keras' {@code Hinge}; PyTorch has none for targets
 * of this kind.
 */
public record Hinge() implements ElementwiseLoss {
    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.Hinge();
    }

    @Override
    public Outputs outputs() {
        return Outputs.BINARY_LOGITS;
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        TargetChecks.sides(row, targets, at, outputs);
    }
}
