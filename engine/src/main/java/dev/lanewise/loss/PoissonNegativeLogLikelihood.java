package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over all elements of e^z − t·z, the negative logarithm of the probability of a count t under
 * Poisson's distribution whose rate has the logarithm z: PyTorch's {@code PoissonNLLLoss} with its
 * defaults ({@code log_input=True, full=False}).
 *
 * <p>Left out is ln t!, and Stirling's approximation of it: it depends on the target alone and has
 * no gradient. Targets are counts, or other finite numbers of at least 0. From z = 88.8 on, where
 * e^z is no float, the value is infinite.
 */
public record PoissonNegativeLogLikelihood() implements ElementwiseLoss {
    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.Poisson();
    }

    @Override
    public Outputs outputs() {
        return Outputs.LOG_RATES;
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        TargetChecks.check(
                row, targets, at, outputs, t -> t >= 0 && t <= Float.MAX_VALUE,
                "a count, finite and at least 0");
    }
}
