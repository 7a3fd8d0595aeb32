package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.kernel.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static double[] weights(Network network, int layer) {
        Dense dense = layer(network, layer);
        return IntStream.range(0, dense.inputs() * dense.outputs())
                .mapToDouble(i -> network.parameters()[dense.weightOffset() + i])
                .toArray();
    }

    private static Dense layer(Network network, int index) {
        return (Dense) network.layers().get(index);
    }

    private static double deviation(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
    }

    @Test
    void initialValuesHaveTheDeviationOfTheirPapersAndZeroBiases() {
        Network network =
                Network.inputs(300)
                        .dense(200, Activation.RELU)
                        .dense(300, Activation.TANH)
                        .dense(100, Activation.RELU, Initializer.HE_NORMAL)
                        .dense(200, Activation.IDENTITY, Initializer.XAVIER_NORMAL)
                        .dense(300, Activation.SELU)
                        .dense(200, Activation.SELU, Initializer.LECUN_UNIFORM)
                        .build(1);
        double[] expected = {
            Math.sqrt(2 / 300.0), Math.sqrt(2 / 500.0), Math.sqrt(2 / 300.0), Math.sqrt(2 / 300.0),
            Math.sqrt(1 / 200.0), Math.sqrt(1 / 300.0),
        };
        for (int i = 0; i < expected.length; i++) {
            assertEquals(1, deviation(weights(network, i)) / expected[i], 0.02, "layer " + i);
            Dense dense = layer(network, i);
            for (int j = 0; j < dense.outputs(); j++) {
                assertEquals(0f, network.parameters()[dense.biasOffset() + j]);
            }
        }
        assertStaysWithin(Math.sqrt(6 / 300.0), weights(network, 0));
        assertStaysWithin(Math.sqrt(3 / 300.0), weights(network, 5));
    }

    private static void assertStaysWithin(double bound, double[] values) {
        assertTrue(Arrays.stream(values).allMatch(w -> Math.abs(w) <= bound));
    }

    /** What the paper of SELU promises of its initial values: a fixed point that draws others in. */
    @Test
    void seluWithItsInitialValuesKeepsMeanAndVarianceThroughManyLayers() {
        NetworkBuilder builder = Network.inputs(200);
        for (int layer = 0; layer < 12; layer++) {
            builder.dense(200, Activation.SELU);
        }
        RandomStream random = RandomStream.ofSeed(3);
        float[] x = new float[100 * 200];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (0.3 + 1.2 * random.normal(i));
        }
        double sum = 0;
        double squares = 0;
        float[] y = builder.build(4).predict(x);
        for (float value : y) {
            sum += value;
            squares += (double) value * value;
        }
        assertEquals(0, sum / y.length, 0.1, "mean");
        assertEquals(1, squares / y.length, 0.2, "variance");
    }

    @Test
    void theSameSeedGivesTheSameParametersAndAnotherDoesNot() {
        NetworkBuilder builder = Network.inputs(5).dense(7, Activation.GELU).dense(3);
        assertArrayEquals(builder.build(9).parameters(), builder.build(9).parameters());
        assertNotEquals(
                builder.build(9).parameters()[0], builder.build(10).parameters()[0]);
    }

    @Test
    void layersOfEqualShapeStartFromValuesOfTheirOwn() {
        Network network =
                Network.inputs(4)
                        .dense(4, Activation.TANH)
                        .dense(4, Activation.TANH)
                        .dense(4, Activation.TANH)
                        .build(9);
        double[] all =
                IntStream.range(0, 3).boxed()
                        .flatMapToDouble(layer -> Arrays.stream(weights(network, layer)))
                        .toArray();
        assertEquals(all.length, Arrays.stream(all).distinct().count(), Arrays.toString(all));
    }

    @Test
    void parametersOfAllLayersFillOneArrayWithoutGaps() {
        Network network = Network.inputs(5).dense(7, Activation.RELU).dense(3).build(0);
        assertEquals(5 * 7 + 7 + 7 * 3 + 3, network.parameters().length);
        assertEquals(0, layer(network, 0).weightOffset());
        assertEquals(35, layer(network, 0).biasOffset());
        assertEquals(42, layer(network, 1).weightOffset());
        assertEquals(63, layer(network, 1).biasOffset());
    }

    @Test
    void parametersAndBuffersAreNamedByTheirPlacesAndFillTheirArrays() {
        Network network =
                Network.inputs(2).inputScaling(new double[2], new double[] {1, 1})
                        .embedding(new Embedding.Column(1, 4, 3))
                        .residual(b -> b.batchNorm().prelu()).dense(1).build(0);
        assertEquals(
                List.of(
                        "1.1.weight 0", "2.block.0.weight 12", "2.block.0.bias 16",
                        "2.block.1.weight 20", "3.weight 24", "3.bias 28"),
                network.namedParameters().stream().map(p -> p.name() + " " + p.offset()).toList());
        assertEquals(29, network.parameters().length);
        assertEquals(
                List.of(
                        "0.mean 0", "0.deviation 2", "2.block.0.running_mean 4",
                        "2.block.0.running_var 8"),
                network.namedBuffers().stream().map(p -> p.name() + " " + p.offset()).toList());
        assertEquals(12, network.buffers().length);
    }

    @Test
    void predictionIsTheForwardFormulaWrittenOut() {
        Network network = Network.inputs(2).dense(2, Activation.RELU).dense(1).build(0);
        float[] values = {1, -2, 3, 4, 0.5f, -1, /* second layer */ 2, 10, 0.25f};
        System.arraycopy(values, 0, network.parameters(), 0, values.length);
        // row (1, 2): z = (1 + 6 + 0.5, -2 + 8 - 1), y = 2 · 7.5 + 10 · 5 + 0.25
        // row (0, -1): z = (-3 + 0.5, -4 - 1), y = 0.25
        assertArrayEquals(new float[] {65.25f, 0.25f}, network.predict(new float[] {1, 2, 0, -1}));
    }

    @Test
    void aRowsOutputDoesNotDependOnTheRowsBesideIt() {
        Network network =
                Network.inputs(37).dense(50, Activation.SILU).dense(11).build(3);
        int rows = 600;
        float[] features = Slice.random(1, rows * 37, 2).values();
        float[] together = network.predict(features);
        Predictor predictor = network.predictor();
        float[] alone = new float[11];
        for (int r = 0; r < rows; r++) {
            predictor.predict(alone, 0, features, r * 37, 1);
            assertArrayEquals(Arrays.copyOfRange(together, r * 11, r * 11 + 11), alone, "row " + r);
        }
    }

    @Test
    void aPredictorWritesNothingBesideItsOutputs() {
        Network network = Network.inputs(3).dense(4, Activation.ELU).dense(2).build(3);
        Slice features = Slice.random(2, 3 * 5, 1);
        Slice outputs = Slice.ofNaN(2 * 5);
        network.predictor()
                .predict(outputs.array(), outputs.offset(), features.array(), features.offset(), 5);
        outputs.assertCanaries("outputs");
        assertArrayEquals(network.predict(features.values()), outputs.values());
    }

    @Test
    void aCopyHasParametersOfItsOwn() {
        Network network = Network.inputs(3).dense(2).build(0);
        Network copy = network.copy();
        network.parameters()[0]++;
        assertNotEquals(network.parameters()[0], copy.parameters()[0]);
    }

    @Test
    void theSummaryShowsShapesAndParameters() {
        String summary =
                Network.inputs(784).dense(512, new Activation.LeakyRelu(0.1f)).dense(10).build(0)
                        .summary();
        assertTrue(summary.contains("784 × 512"), summary);
        assertTrue(summary.contains("LeakyRelu[slope=0.1]"), summary);
        assertTrue(summary.contains("407,050"), summary);
    }

    @Test
    void descriptionsThatMakeNoNetworkAreRefused() {
        expect("features is 0", () -> Network.inputs(0));
        expect("number of layers is 0", () -> Network.inputs(2).build(0));
        expect("outputs is -1", () -> Network.inputs(2).dense(-1));
        expect(
                "number of parameters",
                () -> Network.inputs(1 << 20).dense(1 << 20, Activation.RELU));
        expect("length of features is 5",
                () -> Network.inputs(2).dense(1).build(0).predict(new float[5]));
        expect("slope is NaN", () -> new Activation.LeakyRelu(Float.NaN));
        expect("alpha is -1.0", () -> new Activation.Elu(-1));
        expect("alpha is 0.0", () -> new Activation.Celu(0));
        expect("alpha is Infinity", () -> new Activation.Celu(Float.POSITIVE_INFINITY));
    }

    @Test
    void aNetworkIsBuiltOnArraysThatAreThereAlready() {
        NetworkBuilder builder = Network.inputs(2).inputScaling().dense(1);
        assertEquals(2, builder.layers().size());
        float[] parameters = {1, 2, 3};
        float[] buffers = {5, 6, 2, 4};
        Network network = builder.build(9, parameters, buffers);
        assertSame(parameters, network.parameters());
        assertSame(buffers, network.buffers());
        assertEquals(9, network.seed());
        assertArrayEquals(new float[] {1 * 1 + 2 * 2 + 3}, network.predict(new float[] {7, 14}));
        expect("length of parameters is 2", () -> builder.build(9, new float[2], buffers));
        expect("length of buffers is 5", () -> builder.build(9, parameters, new float[5]));
    }

    @Test
    void aScalingWithoutFiguresLeavesFeaturesAsTheyAre() {
        Network network =
                Network.inputs(2).inputScaling().activation(Activation.IDENTITY).build(1);
        assertArrayEquals(new float[] {7, -3}, network.predict(new float[] {7, -3}));
        assertThrows(IllegalStateException.class,
                () -> Network.inputs(2).dense(2).inputScaling());
    }

    @Test
    void anEmbeddingHasNoMoreOutputsThanAnArrayCanHave() {
        expect("outputs is ", () -> new Embedding(
                Integer.MAX_VALUE, List.of(new Embedding.Column(0, 1, 100)), 0));
    }

    @Test
    void aRefusedLayerLeavesNoGapInTheArrays() {
        NetworkBuilder builder = Network.inputs(3).dense(4);
        expect("epsilon is -1", () -> builder.layerNorm(-1));
        expect("momentum is 2", () -> builder.batchNorm(1e-5, 2));
        expect("outputs of a residual block", () -> builder.residual(b -> b.batchNorm().dense(5)));
        Network network = builder.dense(2).build(1);
        assertEquals(3 * 4 + 4 + 4 * 2 + 2, network.parameters().length);
        assertEquals(0, network.buffers().length);
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
