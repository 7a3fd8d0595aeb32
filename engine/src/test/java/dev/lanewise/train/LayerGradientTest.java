package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of networks of all kinds of layers, by parameters and by features, both twins, against
 * central differences of {@link ReferenceLayers}, which has every formula in double precision.
 */
class LayerGradientTest {
    private static final int ROWS = 11;
    private static final int INPUTS = 7;
    private static final int OUTPUTS = 3;
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-5;

    /** The layers of a network between features and the last layer. */
    private record Case(String name, UnaryOperator<NetworkBuilder> layers) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> networks() {
        double[] mean = {0.5, -1, 0, 2, 0, 0.25, 0};
        double[] deviation = {2, 0.5, 1, 3, 1, 1.5, 1};
        Initializer he = Initializer.HE_UNIFORM;
        Embedding.Column third = new Embedding.Column(2, 3, 4);
        Embedding.Column last = new Embedding.Column(6, 40, 2);
        return Stream.of(
                new Case("no bias", b -> b.dense(5, Activation.TANH, he, false)),
                new Case("activation alone", b -> b.dense(5).activation(Activation.SILU)),
                new Case(
                        "activations in a row",
                        b -> b.dense(5, Activation.TANH).activation(Activation.SIGMOID)
                                .activation(Activation.GELU)),
                new Case("activation first", b -> b.activation(Activation.TANH)),
                new Case("PReLU", b -> b.dense(19).prelu().dense(5).prelu()),
                new Case("PReLU first", NetworkBuilder::prelu),
                new Case("layer norm", b -> b.dense(19, Activation.TANH).layerNorm()),
                new Case("layer norm first", b -> b.layerNorm(0.1).dense(5, Activation.TANH)),
                new Case(
                        "batch norm",
                        b -> b.dense(19, Activation.IDENTITY, he, false).batchNorm()
                                .activation(Activation.TANH)),
                new Case("batch norm first", NetworkBuilder::batchNorm),
                new Case("dropout", b -> b.dense(19, Activation.TANH).dropout(0.4)),
                new Case("dropout first", b -> b.dropout(0.5).dense(6, Activation.TANH)),
                new Case(
                        "dropout behind a norm",
                        b -> b.dense(6).layerNorm().dropout(0.2).batchNorm()),
                new Case(
                        "residual",
                        b -> b.dense(6, Activation.TANH)
                                .residual(f -> f.dense(9, Activation.TANH).dense(6))),
                new Case(
                        "residual first",
                        b -> b.residual(f -> f.dense(INPUTS, Activation.SIGMOID)).prelu()),
                new Case(
                        "residual in residual",
                        b -> b.dense(6).residual(
                                f -> f.layerNorm().dense(6, Activation.SILU)
                                        .residual(g -> g.activation(Activation.TANH)
                                                .dense(4).dropout(0.3).dense(6)))),
                new Case(
                        "scaling",
                        b -> b.inputScaling(mean, deviation).dense(5, Activation.TANH)),
                new Case("scaling and norm", b -> b.inputScaling(mean, deviation).layerNorm()),
                new Case("embedding", b -> b.embedding(third, last).dense(5, Activation.TANH)),
                new Case(
                        "scaling and embedding",
                        b -> b.inputScaling(mean, deviation).embedding(third, last)
                                .dense(9, Activation.TANH).batchNorm().dropout(0.1)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsEqualCentralDifferences(Case tested) {
        for (Kernels kernels : List.of(Lanewise.scalarKernels(), Lanewise.kernels())) {
            Network network = network(tested);
            float[] x = features(network);
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

    private static Network network(Case tested) {
        NetworkBuilder builder = Network.inputs(INPUTS);
        Network network = tested.layers.apply(builder).dense(OUTPUTS).build(11);
        // away from zeros and ones
        float[] noise = Slice.random(12, network.parameters().length, 0.3f).values();
        for (int i = 0; i < noise.length; i++) {
            network.parameters()[i] += noise[i];
        }
        return network;
    }

    /** Columns 2 and 6 are categories where a network has an embedding. */
    private static float[] features(Network network) {
        float[] x = Slice.random(13, ROWS * INPUTS, 1.5f).values();
        if (network.layers().stream().anyMatch(Embedding.class::isInstance)) {
            for (int r = 0; r < ROWS; r++) {
                x[r * INPUTS + 2] = r % 3;
                x[r * INPUTS + 6] = r % 4 * 13;
            }
        }
        return x;
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
