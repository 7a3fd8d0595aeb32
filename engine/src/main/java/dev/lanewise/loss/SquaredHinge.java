package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of max(0, 1 − t·z)², a loss of support-vector machines: 0 for outputs z on
 * the side of their target and at least 1 away from 0, without a corner there. The derivative is
 * −2·t·max(0, 1 − t·z). A square beyond the range of floats is infinite. Targets are −1 or 1.
 * Keras' {@code SquaredHinge}; PyTorch has none for targets of this kind.
 */
public record SquaredHinge() implements ElementwiseLoss {
    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.SquaredHinge();
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
