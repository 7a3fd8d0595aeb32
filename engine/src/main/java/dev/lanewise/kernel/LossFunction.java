package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a {@link LossKernel} computes: the description, without any arithmetic.
 *
 * <p>{@link Kernels#loss} gives the kernel. Formulas, sources and defaults stand with the losses of
 * {@code dev.lanewise.loss}, which check all settings; here they are in single precision, as the
 * kernels use them, and what would make a kernel leave its arrays is looked at by the kernels. An
 * empty list of weights stands for ones. z is an output of the network and t its target.
 */
public sealed interface LossFunction {
    /** A sum over elements, each with a target of its own. */
    sealed interface Elementwise extends LossFunction {}

    /** (z − t)²; a square beyond the range of floats, of a distance from 1.8e19 on, is infinite. */
    record SquaredError() implements Elementwise {}

    /** |z − t|; the derivative at 0 is 0. */
    record AbsoluteError() implements Elementwise {}

    /**
     * With d = z − t and c = d bounded to ±delta: c·(d − c/2).
     *
     * @param delta above 0
     */
    record Huber(float delta) implements Elementwise {}

    /**
     * {@link Huber} of beta, divided by beta.
     *
     * @param beta above 0
     */
    record SmoothL1(float beta) implements Elementwise {}

    /** ln cosh(z − t). */
    record LogCosh() implements Elementwise {}

    /**
     * −w·t·ln σ(z) − (1 − t)·ln σ(−z) for t from 0 to 1.
     *
     * @param positiveWeights w: none, one for all columns, or one a column
     */
    record BinaryCrossEntropy(List<Float> positiveWeights) implements Elementwise {
        /** Keeps a copy of the weights. */
        public BinaryCrossEntropy {
            positiveWeights = List.copyOf(positiveWeights);
        }

        /** Without weights. */
        public BinaryCrossEntropy() {
            this(List.of());
        }
    }

    /**
     * −a·(1 − p)^gamma·ln p, where p is σ(z) and a the positive factor for t = 1, and p is σ(−z)
     * and a the negative factor for t = 0.
     */
    record BinaryFocal(float positiveFactor, float negativeFactor, float gamma)
            implements
                Elementwise {}

    /** e^z − t·z: Poisson's distribution with the logarithm z of its rate, less a constant. */
    record Poisson() implements Elementwise {}

    /** max(0, 1 − t·z) for t = ±1; the derivative at t·z = 1 is 0. */
    record Hinge() implements Elementwise {}

    /** max(0, 1 − t·z)² for t = ±1. */
    record SquaredHinge() implements Elementwise {}

    /**
     * (1 − q)·(z − t) above t, q·(t − z) below; the derivative at t is 0.
     *
     * @param quantiles q: one for all columns, or one a column
     */
    record Quantile(List<Float> quantiles) implements Elementwise {
        /** Keeps a copy of the quantiles, of which there is at least one. */
        public Quantile {
            quantiles = List.copyOf(quantiles);
            Checks.require(!quantiles.isEmpty(), "number of quantiles", 0, "at least 1");
        }
    }

    /**
     * Cross-entropy of a softmax against one class index a row, which is checked.
     *
     * @param classWeights w: none, or one a class
     * @param ignoredIndex a target whose row does not count
     * @param labelSmoothing s: the targets are w[j]·((1 − s)·one-hot + s/classes)
     */
    record SoftmaxOfIndices(
            List<Float> classWeights, OptionalInt ignoredIndex, float labelSmoothing)
            implements
                LossFunction {
        /** Keeps a copy of the weights. */
        public SoftmaxOfIndices {
            classWeights = List.copyOf(classWeights);
            Objects.requireNonNull(ignoredIndex, "ignoredIndex");
        }

        /** All classes alike, all rows counted, targets as they are. */
        public SoftmaxOfIndices() {
            this(List.of(), OptionalInt.empty(), 0);
        }
    }

    /**
     * Cross-entropy of a softmax against one distribution a row.
     *
     * @param classWeights w: none, or one a class
     * @param labelSmoothing s: the targets become w[j]·((1 − s)·t[j] + s/classes)
     */
    record SoftmaxOfDistributions(List<Float> classWeights, float labelSmoothing)
            implements
                LossFunction {
        /** Keeps a copy of the weights. */
        public SoftmaxOfDistributions {
            classWeights = List.copyOf(classWeights);
        }

        /** All classes alike, targets as they are. */
        public SoftmaxOfDistributions() {
            this(List.of(), 0);
        }
    }

    /** Σ t[j]·ln(t[j]/p[j]) with the softmax p, against one distribution a row. */
    record KlDivergence() implements LossFunction {}

    /**
     * −a·(1 − p)^gamma·ln p with the softmax's share p of the right class, against one class index
     * a row, which is checked.
     *
     * @param alpha a: none, or one a class
     * @param gamma at least 0
     */
    record SoftmaxFocal(List<Float> alpha, float gamma) implements LossFunction {
        /** Keeps a copy of the factors. */
        public SoftmaxFocal {
            alpha = List.copyOf(alpha);
        }
    }

    /**
     * Another loss, each row times a weight of its own, which is the last of its targets. A row of
     * weight 0 adds nothing, whatever it holds.
     *
     * @param loss not weighted itself
     */
    record Weighted(LossFunction loss) implements LossFunction {
        /** Checks that there is one weight a row. */
        public Weighted {
            Objects.requireNonNull(loss, "loss");
            Checks.require(
                    !(loss instanceof Weighted), "loss", loss, "a loss without weights of rows");
        }
    }
}
