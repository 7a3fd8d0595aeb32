package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.LossFunction;
import java.util.List;

/**
 * Mean over all elements of −w·t·ln σ(z) − (1 − t)·ln σ(−z) for logits z: PyTorch's {@code
 * BCEWithLogitsLoss}, w being its {@code pos_weight}. The network ends without a sigmoid. Targets
 * are probabilities, from 0 to 1. Value and gradient are right for all finite logits.
 *
 * @param positiveWeights w: none, which stands for 1, one for all outputs, or one for each; finite
 *     and at least 0. A w above 1 favours recall, as if there were more positive targets. The mean
 *     divides by the elements whatever the weights
 */
public record BinaryCrossEntropy(List<Double> positiveWeights) implements ElementwiseLoss {
    /** Checks the weights, of which a copy is kept. */
    public BinaryCrossEntropy {
        positiveWeights = LossSettings.weights("positiveWeight", positiveWeights);
    }

    /** Positive and negative targets alike. */
    public BinaryCrossEntropy() {
        this(List.of());
    }

    /** A copy with a weight of positive targets for all outputs, or for each. */
    public BinaryCrossEntropy withPositiveWeights(double... weights) {
        return new BinaryCrossEntropy(LossSettings.list(weights));
    }

    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.BinaryCrossEntropy(LossSettings.floats(positiveWeights));
    }

    @Override
    public Outputs outputs() {
        return Outputs.BINARY_LOGITS;
    }

    @Override
    public void checkOutputs(int outputs) {
        Checks.require(outputs >= 1, "outputs", outputs, "at least 1");
        if (positiveWeights.size() > 1) {
            LossSettings.oneEach("positive weights", positiveWeights, outputs);
        }
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        TargetChecks.check(
                row, targets, at, outputs, t -> t >= 0 && t <= 1, "a probability, from 0 to 1");
    }
}
