package dev.lanewise.loss;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;

/**
 * Mean over all elements of −t·ln σ(z) − (1 − t)·ln σ(−z) for logits z: PyTorch's {@code
 * BCEWithLogitsLoss}. The network ends without a sigmoid. Targets are probabilities, from 0 to 1.
 * Value and gradient are right for all finite logits.
 */
public record BinaryCrossEntropy() implements Loss {
    @Override
    public LossKernel bind(Kernels kernels) {
        return kernels.binaryCrossEntropy();
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
        TargetChecks.check(
                targets,
                offset,
                rows,
                outputs,
                t -> t >= 0 && t <= 1,
                "a probability, from 0 to 1");
    }
}
