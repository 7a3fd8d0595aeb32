package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationFormulas;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.BinaryFocalCrossEntropy;
import dev.lanewise.loss.Hinge;
import dev.lanewise.loss.Huber;
import dev.lanewise.loss.KlDivergence;
import dev.lanewise.loss.LogCosh;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanAbsoluteError;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.PoissonNegativeLogLikelihood;
import dev.lanewise.loss.Quantile;
import dev.lanewise.loss.SampleWeighted;
import dev.lanewise.loss.SmoothL1;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.loss.SoftmaxFocalCrossEntropy;
import dev.lanewise.loss.SquaredHinge;
import dev.lanewise.loss.Summed;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of every parameter of whole networks, both twins, against central differences of a
 * double-precision network written independently (step 1e-5).
 *
 * <p>Errors are relative to the largest gradient of the network. Random pre-activations do not come
 * within a step of a kink.
 */
class GradientCheckTest {
    private static final int ROWS = 9;
    private static final int OUTPUTS = 5;
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 5e-6;

    static Stream<Arguments> activationsAndLosses() {
        List<Loss> losses =
                List.of(
                        SoftmaxCrossEntropy.ofClassIndices(),
                        SoftmaxCrossEntropy.ofDistributions(),
                        new BinaryCrossEntropy(),
                        new MeanSquaredError());
        return Stream.concat(
                ActivationFormulas.ALL.stream()
                        .flatMap(f -> losses.stream().map(l -> Arguments.of(f, l))),
                moreLosses().map(loss -> Arguments.of(Activation.TANH, loss)));
    }

    /** All others, and those four with settings. */
    private static Stream<Loss> moreLosses() {
        SoftmaxCrossEntropy indices =
                SoftmaxCrossEntropy.ofClassIndices()
                        .withClassWeights(1, 0.5, 2, 0, 3)
                        .withIgnoredIndex(2);
        return Stream.of(
                indices,
                indices.withLabelSmoothing(0.1),
                indices.withLabelSmoothing(0.1).sampleWeighted(),
                SoftmaxCrossEntropy.ofDistributions()
                        .withClassWeights(1, 0.5, 2, 0, 3)
                        .withLabelSmoothing(0.2),
                new KlDivergence(),
                new KlDivergence().sampleWeighted().summed(),
                SoftmaxFocalCrossEntropy.of(),
                SoftmaxFocalCrossEntropy.of().withGamma(0.5).withAlpha(1, 0.5, 2, 0, 3),
                new BinaryCrossEntropy().withPositiveWeights(3),
                new BinaryCrossEntropy().withPositiveWeights(3, 0, 0.25, 1, 2),
                BinaryFocalCrossEntropy.of(),
                BinaryFocalCrossEntropy.of().withoutAlpha().withGamma(1.5).sampleWeighted(),
                new MeanSquaredError().sampleWeighted(),
                new MeanAbsoluteError(),
                new Huber(0.25),
                new SmoothL1(0.25),
                new SmoothL1(0),
                new LogCosh(),
                Quantile.of(0.9),
                Quantile.of(0.1, 0.3, 0.5, 0.7, 0.9).summed(),
                new PoissonNegativeLogLikelihood(),
                new Hinge(),
                new SquaredHinge());
    }

    @ParameterizedTest
    @MethodSource("activationsAndLosses")
    void gradientsEqualCentralDifferences(Activation activation, Loss loss) {
        for (Kernels kernels : List.of(Lanewise.scalarKernels(), Lanewise.kernels())) {
            Network network =
                    Network.inputs(7)
                            .dense(19, activation)
                            .dense(6, activation)
                            .dense(OUTPUTS, activation)
                            .build(11);
            // biases away from zero
            float[] parameters = network.parameters();
            float[] noise = Slice.random(12, parameters.length, 0.3f).values();
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += noise[i];
            }
            float[] x = Slice.random(13, ROWS * 7, 1.5f).values();
            float[] y = targets(loss);
            TrainingStep step = new TrainingStep(network, loss, Sgd.of(0.1), ROWS, 1, kernels);
            loss.checkTargets(y, 0, ROWS, OUTPUTS);
            float value = step.computeGradients(x, 0, y, 0, ROWS);
            compare(network, loss, x, y, value, step.gradients());
        }
    }

    private static float[] targets(Loss loss) {
        int size = loss.targetSize(OUTPUTS);
        int labels = loss.labelSize(OUTPUTS);
        float[] y = new float[ROWS * size];
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < size; j++) {
                int i = row * size + j;
                y[i] = j == labels ? row % 4 * 0.5f : label(loss, labels, row, row * labels + j);
            }
        }
        return y;
    }

    private static float label(Loss loss, int labels, int row, int i) {
        return switch (loss) {
            case SampleWeighted(Loss inner) -> label(inner, labels, row, i);
            case Summed(Loss inner) -> label(inner, labels, row, i);
            case BinaryFocalCrossEntropy _ -> i % 2;
            case Hinge _ -> i % 2 * 2 - 1;
            case SquaredHinge _ -> i % 2 * 2 - 1;
            default -> labels == 1 ? row % OUTPUTS : (1 + i % OUTPUTS) / 15f;
        };
    }

    private static void compare(
            Network network, Loss loss, float[] x, float[] y, float value, float[] gradients) {
        ReferenceNetwork reference = new ReferenceNetwork(network, loss);
        double[] parameters = new double[gradients.length];
        double largest = 0;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters()[i];
            largest = Math.max(largest, Math.abs(gradients[i]));
        }
        double expected = reference.loss(parameters, x, y, ROWS);
        assertEquals(expected, value, 2e-6 * Math.max(1, expected), "loss");
        assertTrue(largest > 1e-4, "gradients of " + largest + " prove nothing");
        for (int i = 0; i < parameters.length; i++) {
            double kept = parameters[i];
            parameters[i] = kept + STEP;
            double above = reference.loss(parameters, x, y, ROWS);
            parameters[i] = kept - STEP;
            double below = reference.loss(parameters, x, y, ROWS);
            parameters[i] = kept;
            double difference = (above - below) / (2 * STEP);
            assertEquals(difference, gradients[i], TOLERANCE * largest, "parameter " + i);
        }
    }
}
