package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.internal.ClassIndices;
import dev.lanewise.kernel.LossFunction;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Mean over rows of −Σ t[j]·ln p[j], where p is the softmax of the row's logits: PyTorch's {@code
 * CrossEntropyLoss}. The network ends without a softmax. Value and gradient are right for all
 * finite logits.
 *
 * <p>With K classes, class weights w and label smoothing s, the targets that count are
 *
 * <pre>
 * w[j]·((1 − s)·t[j] + s/K)
 * </pre>
 *
 * <p>where t of a class index is 1 there and 0 elsewhere. The mean over class indices divides by
 * the sum of the weights of the right classes, over rows that are not ignored; that over
 * distributions divides by the number of rows, whatever the weights. All of this is PyTorch's; only
 * where nothing counts, its mean is NaN and this one 0. (Label smoothing: C. Szegedy and others,
 * <i>Rethinking the Inception Architecture for Computer Vision</i>, 2016.)
 *
 * @param targets what a row's target is
 * @param classWeights one for each class, finite and at least 0, or none, which stands for ones;
 *     none
 * @param ignoredIndex class index, or another whole number, whose rows add nothing to loss and
 *     gradient; none (PyTorch: −100). Not for distributions
 * @param labelSmoothing share of each target that goes to all classes alike, from 0 to 1; 0
 */
public record SoftmaxCrossEntropy(
        Targets targets,
        List<Double> classWeights,
        OptionalInt ignoredIndex,
        double labelSmoothing)
        implements
            Loss {
    /** The forms of a target. */
    public enum Targets {
        /** The index of the right class, a whole number from 0 on: one float a row. */
        CLASS_INDICES,
        /** A distribution over the classes: one float a class. */
        DISTRIBUTIONS
    }

    /** Checks all settings; a copy of the weights is kept. */
    public SoftmaxCrossEntropy {
        Objects.requireNonNull(targets, "targets");
        classWeights = LossSettings.weights("classWeight", classWeights);
        Checks.require(
                ignoredIndex.isEmpty() || targets == Targets.CLASS_INDICES,
                "ignoredIndex",
                ignoredIndex,
                "none, as the targets are distributions");
        ignoredIndex.ifPresent(
                index -> Checks.require(
                        Math.abs((long) index) <= LossSettings.MOST_CLASSES,
                        "ignoredIndex",
                        index,
                        "from -2^24 to 2^24, as larger whole numbers are no floats"));
        Checks.require(
                labelSmoothing >= 0 && labelSmoothing <= 1,
                "labelSmoothing",
                labelSmoothing,
                "at least 0 and at most 1");
    }

    /** Cross-entropy against the index of the right class. */
    public static SoftmaxCrossEntropy ofClassIndices() {
        return new SoftmaxCrossEntropy(
                Targets.CLASS_INDICES, List.of(), OptionalInt.empty(), 0);
    }

    /** Cross-entropy against a distribution over the classes. */
    public static SoftmaxCrossEntropy ofDistributions() {
        return new SoftmaxCrossEntropy(
                Targets.DISTRIBUTIONS, List.of(), OptionalInt.empty(), 0);
    }

    /** A copy with a weight for each class. */
    public SoftmaxCrossEntropy withClassWeights(double... weights) {
        return new SoftmaxCrossEntropy(
                targets, LossSettings.list(weights), ignoredIndex, labelSmoothing);
    }

    /** A copy in which rows of one class index, or of another whole number, do not count. */
    public SoftmaxCrossEntropy withIgnoredIndex(int index) {
        return new SoftmaxCrossEntropy(
                targets, classWeights, OptionalInt.of(index), labelSmoothing);
    }

    /** A copy with another label smoothing. */
    public SoftmaxCrossEntropy withLabelSmoothing(double labelSmoothing) {
        return new SoftmaxCrossEntropy(targets, classWeights, ignoredIndex, labelSmoothing);
    }

    @Override
    public LossFunction function() {
        List<Float> weights = LossSettings.floats(classWeights);
        float smoothing = (float) labelSmoothing;
        return switch (targets) {
            case CLASS_INDICES ->
                new LossFunction.SoftmaxOfIndices(weights, ignoredIndex, smoothing);
            case DISTRIBUTIONS -> new LossFunction.SoftmaxOfDistributions(weights, smoothing);
        };
    }

    @Override
    public Outputs outputs() {
        return Outputs.CLASS_LOGITS;
    }

    @Override
    public int targetSize(int outputs) {
        return targets == Targets.CLASS_INDICES ? 1 : outputs;
    }

    @Override
    public void checkOutputs(int outputs) {
        if (targets == Targets.CLASS_INDICES) {
            LossSettings.indexOutputs(outputs);
        } else {
            LossSettings.softmaxOutputs(outputs);
        }
        LossSettings.oneEach("class weights", classWeights, outputs);
    }

    @Override
    public void checkRow(int row, float[] targets, int at, int outputs) {
        if (this.targets == Targets.CLASS_INDICES) {
            float ignored = ignoredIndex.isPresent() ? ignoredIndex.getAsInt() : Float.NaN;
            ClassIndices.check(row, targets[at], outputs, ignored);
        } else {
            TargetChecks.distribution(row, targets, at, outputs);
        }
    }
}
