package dev.lanewise.kernel;

import static dev.lanewise.kernel.LossFormula.elements;
import static dev.lanewise.kernel.LossFormula.focal;
import static dev.lanewise.kernel.LossFormula.softmax;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Every loss, each with a formula for a row in double precision, and targets that suit it. */
enum LossKind {
    INDICES(new LossFunction.SoftmaxOfIndices(), LossKind::classes,
            softmax(LossKind::oneHot, t -> 1)),
    WEIGHTED_INDICES(
            columns -> new LossFunction.SoftmaxOfIndices(
                    each(columns, LossKind::classWeight), OptionalInt.empty(), 0),
            LossKind::classes,
            softmax(
                    (t, classes) -> weighted(oneHot(t, classes)), t -> classWeight((int) t[0]))),
    IGNORED_INDICES(
            columns -> new LossFunction.SoftmaxOfIndices(
                    each(columns, LossKind::classWeight), OptionalInt.of(-1), 0),
            LossKind::classesOrNone,
            softmax(
                    (t, classes) -> t[0] < 0
                            ? new double[classes]
                            : weighted(oneHot(t, classes)),
                    t -> t[0] < 0 ? 0 : classWeight((int) t[0]))),
    SMOOTHED_INDICES(
            columns -> new LossFunction.SoftmaxOfIndices(
                    each(columns, LossKind::classWeight), OptionalInt.of(-1), 0.125f),
            LossKind::classesOrNone,
            softmax(
                    (t, classes) -> t[0] < 0
                            ? new double[classes]
                            : weighted(smoothed(oneHot(t, classes))),
                    t -> t[0] < 0 ? 0 : classWeight((int) t[0]))),
    DISTRIBUTIONS(new LossFunction.SoftmaxOfDistributions(), LossKind::distributions,
            softmax((t, classes) -> t, t -> 1)),
    MIXED_DISTRIBUTIONS(
            columns -> new LossFunction.SoftmaxOfDistributions(
                    each(columns, LossKind::classWeight), 0.125f),
            LossKind::distributions,
            softmax((t, classes) -> weighted(smoothed(t)), t -> 1)),
    KL_DIVERGENCE(new LossFunction.KlDivergence(), LossKind::distributions,
            softmax((t, classes) -> t, t -> 1).minus(LossKind::entropy)),
    SOFTMAX_FOCAL(
            columns -> new LossFunction.SoftmaxFocal(each(columns, LossKind::classWeight), 1.5f),
            LossKind::classes, focal(1.5, t -> classWeight((int) t[0]))),
    BINARY(new LossFunction.BinaryCrossEntropy(), LossKind::probabilities,
            elements(
                    (z, t, j) -> t * softplus(-z) + (1 - t) * softplus(z),
                    (z, t, j) -> sigmoid(z) - t)),
    WEIGHTED_BINARY(
            columns -> new LossFunction.BinaryCrossEntropy(each(columns, LossKind::classWeight)),
            LossKind::probabilities,
            elements(
                    (z, t, j) -> classWeight(j) * t * softplus(-z) + (1 - t) * softplus(z),
                    (z, t, j) -> (1 - t) * sigmoid(z) - classWeight(j) * t * sigmoid(-z))),
    BINARY_FOCAL(new LossFunction.BinaryFocal(0.25f, 0.75f, 2), LossKind::sides01,
            elements(
                    (z, t, j) -> t == 1 ? 0.25 * focus(z) : 0.75 * focus(-z),
                    (z, t, j) -> t == 1 ? 0.25 * focusSlope(z) : -0.75 * focusSlope(-z))),
    SQUARED(new LossFunction.SquaredError(), LossKind::numbers,
            elements((z, t, j) -> (z - t) * (z - t), (z, t, j) -> 2 * (z - t))),
    ABSOLUTE(new LossFunction.AbsoluteError(), LossKind::numbers,
            elements((z, t, j) -> Math.abs(z - t), (z, t, j) -> Math.signum(z - t))),
    HUBER(new LossFunction.Huber(1.5f), LossKind::numbers,
            elements(
                    (z, t, j) -> Math.abs(z - t) <= 1.5
                            ? (z - t) * (z - t) / 2
                            : 1.5 * (Math.abs(z - t) - 0.75),
                    (z, t, j) -> Math.clamp(z - t, -1.5, 1.5))),
    SMOOTH_L1(new LossFunction.SmoothL1(3), LossKind::numbers,
            elements(
                    (z, t, j) -> Math.abs(z - t) < 3
                            ? (z - t) * (z - t) / 6
                            : Math.abs(z - t) - 1.5,
                    (z, t, j) -> Math.clamp((z - t) / 3, -1, 1))),
    LOG_COSH(new LossFunction.LogCosh(), LossKind::numbers,
            elements((z, t, j) -> Math.log(Math.cosh(z - t)), (z, t, j) -> Math.tanh(z - t))),
    POISSON(new LossFunction.Poisson(), LossKind::counts,
            elements((z, t, j) -> Math.exp(z) - t * z, (z, t, j) -> Math.exp(z) - t)),
    HINGE(new LossFunction.Hinge(), LossKind::sides,
            elements(
                    (z, t, j) -> Math.max(0, 1 - t * z), (z, t, j) -> t * z < 1 ? -t : 0)),
    SQUARED_HINGE(new LossFunction.SquaredHinge(), LossKind::sides,
            elements(
                    (z, t, j) -> Math.pow(Math.max(0, 1 - t * z), 2),
                    (z, t, j) -> -2 * t * Math.max(0, 1 - t * z))),
    QUANTILE(
            columns -> new LossFunction.Quantile(each(columns, LossKind::quantile)),
            LossKind::numbers,
            elements(
                    (z, t, j) -> Math.max(quantile(j) * (t - z), (1 - quantile(j)) * (z - t)),
                    (z, t, j) -> z > t ? 1 - quantile(j) : -quantile(j))),
    SAMPLE_WEIGHTED_INDICES(
            columns -> new LossFunction.Weighted(WEIGHTED_INDICES.function(columns)),
            (random, rows, columns) -> withWeights(
                    random, classes(random, rows, columns), rows),
            WEIGHTED_INDICES.formula.weighted()),
    SAMPLE_WEIGHTED_SQUARES(
            columns -> new LossFunction.Weighted(SQUARED.function(columns)),
            (random, rows, columns) -> withWeights(
                    random, numbers(random, rows, columns), rows),
            SQUARED.formula.weighted());

    private final IntFunction<LossFunction> function;
    private final Targets targets;
    private final LossFormula formula;

    /** Draws targets. */
    private interface Targets {
        float[] draw(SplittableRandom random, int rows, int columns);
    }

    LossKind(LossFunction function, Targets targets, LossFormula formula) {
        this(columns -> function, targets, formula);
    }

    LossKind(IntFunction<LossFunction> function, Targets targets, LossFormula formula) {
        this.function = function;
        this.targets = targets;
        this.formula = formula;
    }

    LossFunction function(int columns) {
        return function.apply(columns);
    }

    LossKernel kernel(Kernels kernels, int columns) {
        return kernels.loss(function(columns));
    }

    Slice targets(SplittableRandom random, int rows, int columns) {
        return Slice.of(targets.draw(random, rows, columns));
    }

    LossFormula formula() {
        return formula;
    }

    private static List<Float> each(int columns, IntToDoubleFunction value) {
        return IntStream.range(0, columns)
                .mapToObj(j -> (float) value.applyAsDouble(j))
                .toList();
    }

    private static double classWeight(int j) {
        return 0.5 + 0.75 * (j % 3);
    }

    private static double quantile(int j) {
        return (1 + j % 3) / 4.0;
    }

    private static double[] oneHot(double[] t, int classes) {
        double[] row = new double[classes];
        row[(int) t[0]] = 1;
        return row;
    }

    private static double[] weighted(double[] t) {
        double[] row = t.clone();
        for (int j = 0; j < row.length; j++) {
            row[j] *= classWeight(j);
        }
        return row;
    }

    private static double[] smoothed(double[] t) {
        double[] row = t.clone();
        for (int j = 0; j < row.length; j++) {
            row[j] = (1 - 0.125) * row[j] + 0.125 / row.length;
        }
        return row;
    }

    private static double entropy(double[] t) {
        double sum = 0;
        for (double share : t) {
            sum -= share == 0 ? 0 : share * Math.log(share);
        }
        return sum;
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** Focal loss, with gamma 2, of a target on the side of z. */
    private static double focus(double z) {
        return Math.pow(sigmoid(-z), 2) * softplus(-z);
    }

    private static double focusSlope(double z) {
        double rest = sigmoid(-z);
        return -2 * rest * rest * sigmoid(z) * softplus(-z) - Math.pow(rest, 3);
    }

    private static float[] classes(SplittableRandom random, int rows, int columns) {
        return draw(rows, i -> random.nextInt(columns));
    }

    private static float[] classesOrNone(SplittableRandom random, int rows, int columns) {
        return draw(rows, i -> random.nextInt(4) == 0 ? -1 : random.nextInt(columns));
    }

    /** Two classes share the row, which leaves zeros in all longer ones. */
    private static float[] distributions(SplittableRandom random, int rows, int columns) {
        float[] targets = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            float share = (float) random.nextDouble();
            targets[row * columns + random.nextInt(columns)] += share;
            targets[row * columns + random.nextInt(columns)] += 1 - share;
        }
        return targets;
    }

    private static float[] probabilities(SplittableRandom random, int rows, int columns) {
        return draw(rows * columns, i -> i % 3 == 0 ? random.nextDouble() : random.nextInt(2));
    }

    private static float[] sides01(SplittableRandom random, int rows, int columns) {
        return draw(rows * columns, i -> random.nextInt(2));
    }

    private static float[] sides(SplittableRandom random, int rows, int columns) {
        return draw(rows * columns, i -> 2 * random.nextInt(2) - 1);
    }

    private static float[] counts(SplittableRandom random, int rows, int columns) {
        return draw(rows * columns, i -> random.nextInt(9));
    }

    private static float[] numbers(SplittableRandom random, int rows, int columns) {
        return draw(rows * columns, i -> 6 * random.nextDouble() - 3);
    }

    private static float[] withWeights(SplittableRandom random, float[] labels, int rows) {
        int size = rows == 0 ? 0 : labels.length / rows;
        float[] targets = new float[labels.length + rows];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(labels, row * size, targets, row * (size + 1), size);
            targets[row * (size + 1) + size] = random.nextInt(4) * 0.75f;
        }
        return targets;
    }

    private static float[] draw(int n, IntToDoubleFunction value) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }
}
