package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * Mean over rows of Σ t[j]·ln(t[j]/p[j]), the divergence of Kullback and Leibler of the softmax p of
 * a row's logits from its target distribution t: PyTorch's {@code KLDivLoss(reduction="batchmean")}
 * of a {@code log_softmax}. The network ends without a softmax.
 *
 * <p>It is cross-entropy less the entropy of the targets: the gradient is that of {@link
 * SoftmaxCrossEntropy} of distributions, and the value is 0 where both agree. The entropy costs a
 * logarithm for each target, computed one at a time; without need of the value, cross-entropy is
 * the faster of the two. (S. Kullback and R. A. Leibler, <i>On Information and Sufficiency</i>,
 * 1951.)
 */
public record KlDivergence() implements Loss {
    @Override
    public LossFunction function() {
        return new LossFunction.KlDivergence();
    }

    @Override
    public Outputs outputs() {
        return Outputs.CLASS_LOGITS;
    }

    @Override
    public int targetSize(int outputs) {
        return outputs;
    }

    @Override
    public void checkOutputs(int outputs) {
        LossSettings.softmaxOutputs(outputs);
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        TargetChecks.distribution(row, targets, at, outputs);
    }
}
