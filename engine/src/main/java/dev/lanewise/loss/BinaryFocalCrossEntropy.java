package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.LossFunction;
import java.util.OptionalDouble;

/**
 * Focal loss of logits z, the mean over all elements: with the probability p = σ(z) of a target of
 * 1, or p = σ(−z) of a target of 0,
 *
 * <pre>
 * −a·(1 − p)^gamma·ln p,   a = alpha for a target of 1, 1 − alpha for 0
 * </pre>
 *
 * <p>Elements that are right already count less, the more so the larger gamma is. The network ends
 * without a sigmoid. Targets are 0 or 1. Value and gradient are right for all finite logits. The
 * paper divides by the number of anchors with an object; that is {@link #summed} divided by the
 * caller. (T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, <i>Focal Loss for Dense Object
 * Detection</i>, 2017; defaults as there and in torchvision's {@code sigmoid_focal_loss}.)
 *
 * @param alpha weight of positive targets, from 0 to 1; empty leaves out a; 0.25
 * @param gamma power of what is missing to certainty, finite and at least 0; 2
 */
public record BinaryFocalCrossEntropy(OptionalDouble alpha, double gamma)
        implements
            ElementwiseLoss {
    /** Checks both settings. */
    public BinaryFocalCrossEntropy {
        alpha.ifPresent(
                a -> Checks.require(a >= 0 && a <= 1, "alpha", a, "at least 0 and at most 1"));
        LossSettings.notNegative("gamma", gamma);
    }

    /** The paper's alpha of 0.25 and gamma of 2. */
    public static BinaryFocalCrossEntropy of() {
        return new BinaryFocalCrossEntropy(OptionalDouble.of(0.25), 2);
    }

    /** A copy with another alpha. */
    public BinaryFocalCrossEntropy withAlpha(double alpha) {
        return new BinaryFocalCrossEntropy(OptionalDouble.of(alpha), gamma);
    }

    /** A copy in which positive and negative targets weigh 1. */
    public BinaryFocalCrossEntropy withoutAlpha() {
        return new BinaryFocalCrossEntropy(OptionalDouble.empty(), gamma);
    }

    /** A copy with another gamma. */
    public BinaryFocalCrossEntropy withGamma(double gamma) {
        return new BinaryFocalCrossEntropy(alpha, gamma);
    }

    @Override
    public LossFunction.Elementwise function() {
        float positive = (float) alpha.orElse(1);
        float negative = alpha.isPresent() ? (float) (1 - alpha.getAsDouble()) : 1;
        return new LossFunction.BinaryFocal(positive, negative, (float) gamma);
    }

    @Override
    public Outputs outputs() {
        return Outputs.BINARY_LOGITS;
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        TargetChecks.check(row, targets, at, outputs, t -> t == 0 || t == 1, "0 or 1");
    }
}
