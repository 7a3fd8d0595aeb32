package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of max(0, 1 − t·z), the loss of support-vector machines: outputs z are to be
 * on the side of their target, and away from 0. The derivative where t·z is 1 is 0. Targets
 * are −1 or 1. Keras' {@code Hinge}; PyTorch has none for targets of this kind.
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
