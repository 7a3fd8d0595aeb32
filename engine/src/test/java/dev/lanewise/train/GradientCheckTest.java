package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationFormulas;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
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
        return ActivationFormulas.ALL.stream()
                .flatMap(f -> losses.stream().map(l -> Arguments.of(f, l)));
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
            float value = step.computeGradients(x, 0, y, 0, ROWS);
            compare(network, loss, x, y, value, step.gradients());
        }
    }

    private static float[] targets(Loss loss) {
        float[] y = new float[ROWS * loss.targetSize(OUTPUTS)];
        for (int i = 0; i < y.length; i++) {
            y[i] = y.length == ROWS ? i % OUTPUTS : (1 + i % OUTPUTS) / 15f;
        }
        return y;
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
