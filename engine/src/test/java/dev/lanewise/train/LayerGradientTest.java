package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of networks of all kinds of layers, by parameters and by features, both twins, against
 * central differences of {@link ReferenceLayers}, which has every formula in double precision.
 */
class LayerGradientTest {
    private static final int ROWS = 11;
    private static final int OUTPUTS = 3;
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-5;

    static Stream<LayerCase> networks() {
        return LayerCase.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsEqualCentralDifferences(LayerCase tested) {
        for (Kernels kernels : List.of(Lanewise.scalarKernels(), Lanewise.kernels())) {
            Network network = tested.network(OUTPUTS);
            float[] x = tested.features(ROWS);
            float[] y = Slice.random(14, ROWS * OUTPUTS, 1).values();
            try (TrainingStep step = new TrainingStep(
                    network, new MeanSquaredError(), Sgd.of(0.1), ROWS, 1, kernels)) {
                ReferenceLayers reference = new ReferenceLayers(network, ROWS, 0);
                double expected = reference.loss(doubles(network.parameters()), doubles(x), y);
                float value = step.computeGradients(x, 0, y, 0, ROWS);
                assertEquals(expected, value, 1e-5 * Math.max(1, expected), "loss");
                compareParameters(reference, network, x, y, step.gradients());
                float[] dX = new float[x.length];
                step.inputGradient(dX, 0);
                compareFeatures(reference, network, x, y, dX);
                float[] again = new float[x.length];
                step.inputGradient(again, 0);
                assertArrayEquals(dX, again, "asked for a second time");
            }
        }
    }

    private static void compareParameters(
            ReferenceLayers reference, Network network, float[] x, float[] y, float[] found) {
        double[] features = doubles(x);
        double[] parameters = doubles(network.parameters());
        compare(() -> reference.loss(parameters, features, y), parameters, found, "parameter ");
    }

    private static void compareFeatures(
            ReferenceLayers reference, Network network, float[] x, float[] y, float[] found) {
        double[] features = doubles(x);
        double[] parameters = doubles(network.parameters());
        compare(() -> reference.loss(parameters, features, y), features, found, "feature ");
    }

    private interface Loss {
        double value();
    }

    private static void compare(Loss loss, double[] at, float[] found, String name) {
        double largest = 0;
        for (float gradient : found) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        assertTrue(largest > 1e-4, "gradients of " + largest + " prove nothing");
        for (int i = 0; i < at.length; i++) {
            double kept = at[i];
            at[i] = kept + STEP;
            double above = loss.value();
            at[i] = kept - STEP;
            double below = loss.value();
            at[i] = kept;
            double difference = (above - below) / (2 * STEP);
            assertEquals(difference, found[i], TOLERANCE * Math.max(1, largest), name + i);
        }
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
