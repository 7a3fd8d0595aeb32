package dev.lanewise.loss;

import dev.lanewise.internal.ClassIndices;
import dev.lanewise.kernel.LossFunction;
import java.util.List;

/**
 * Focal loss of classes, the mean over rows: with the share p that the softmax of a row's logits
 * gives to the right class c,
 *
 * <pre>
 * −alpha[c]·(1 − p)^gamma·ln p
 * </pre>
 *
 * <p>Rows that are right already count less. The network ends without a softmax. Targets are class
 * indices. Value and gradient are right for all finite logits; with a gamma of 0 it is {@link
 * SoftmaxCrossEntropy}, its rows weighted. The mean divides by the rows whatever alpha is. (The form
 * for several classes of the paper that {@link BinaryFocalCrossEntropy} names.)
 *
 * @param gamma power of what is missing to certainty, finite and at least 0; 2
 * @param alpha a factor of each class, finite and at least 0, or none, which stands for ones; none
 */
public record SoftmaxFocalCrossEntropy(double gamma, List<Double> alpha) implements Loss {
    /** Checks both settings; a copy of alpha is kept. */
    public SoftmaxFocalCrossEntropy {
        LossSettings.notNegative("gamma", gamma);
        alpha = LossSettings.weights("alpha", alpha);
    }

    /** The paper's gamma of 2, all classes alike. */
    public static SoftmaxFocalCrossEntropy of() {
        return new SoftmaxFocalCrossEntropy(2, List.of());
    }

    /** A copy with another gamma. */
    public SoftmaxFocalCrossEntropy withGamma(double gamma) {
        return new SoftmaxFocalCrossEntropy(gamma, alpha);
    }

    /** A copy with a factor for each class. */
    public SoftmaxFocalCrossEntropy withAlpha(double... alpha) {
        return new SoftmaxFocalCrossEntropy(gamma, LossSettings.list(alpha));
    }

    @Override
    public LossFunction function() {
        return new LossFunction.SoftmaxFocal(LossSettings.floats(alpha), (float) gamma);
    }

    @Override
    public Outputs outputs() {
        return Outputs.CLASS_LOGITS;
    }

    @Override
    public int targetSize(int outputs) {
        return 1;
    }

    @Override
    public void checkOutputs(int outputs) {
        LossSettings.indexOutputs(outputs);
        LossSettings.oneEach("factors alpha", alpha, outputs);
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        ClassIndices.check(row, targets[at], outputs, Float.NaN);
    }
}
