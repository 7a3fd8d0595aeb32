package dev.lanewise.loss;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;

/**
 * Mean over all elements of (y − t)²: PyTorch's {@code MSELoss}. Targets are any finite numbers.
 *
 * <p>A square beyond the range of floats, of a distance from 1.8e19 on, is infinite.
 */
public record MeanSquaredError() implements Loss {
    @Override
    public LossKernel bind(Kernels kernels) {
        return kernels.squaredError();
    }

    @Override
    public int targetSize(int outputs) {
        return outputs;
    }

    @Override
    public long terms(long rows, int outputs) {
        return Math.multiplyExact(rows, outputs);
    }

    @Override
    public void checkTargets(float[] targets, int offset, int rows, int outputs) {
        TargetChecks.check(targets, offset, rows, outputs, Float::isFinite, "a finite number");
    }
}
