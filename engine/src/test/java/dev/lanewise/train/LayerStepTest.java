package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Predictor;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of networks with layers of all kinds: the doors, the twins, the threads, what is kept. */
class LayerStepTest {
    private static final int ROWS = 12;
    private static final int OUTPUTS = 3;

    static Stream<LayerCase> networks() {
        return LayerCase.all();
    }

    private static TrainingStep step(Network network, Optimizer optimizer, Kernels kernels) {
        return new TrainingStep(network, new MeanSquaredError(), optimizer, ROWS, 1, kernels);
    }

    private static float[] targets(int rows) {
        return Slice.random(14, rows * OUTPUTS, 1).values();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void fusedAndComposedStepsAndBothTwinsComeToTheSameBits(LayerCase tested) {
        float[] x = tested.features(ROWS);
        float[] y = targets(ROWS);
        Network fused = tested.network(OUTPUTS);
        Network composed = fused.copy();
        Network scalar = fused.copy();
        Optimizer optimizer = AdamW.of(0.05).withWeightDecay(0.1);
        try (TrainingStep one = step(fused, optimizer, Lanewise.kernels());
                TrainingStep other = step(composed, optimizer, Lanewise.kernels());
                TrainingStep third = step(scalar, optimizer, Lanewise.scalarKernels())) {
            for (int i = 0; i < 6; i++) {
                int rows = ROWS - i;
                float loss = one.step(x, 0, y, 0, rows);
                assertEquals(loss, other.computeGradients(x, 0, y, 0, rows));
                other.update();
                assertEquals(loss, third.step(x, 0, y, 0, rows));
                assertArrayEquals(fused.parameters(), composed.parameters(), "step " + i);
                assertArrayEquals(fused.parameters(), scalar.parameters(), "step " + i);
                assertArrayEquals(fused.buffers(), composed.buffers(), "step " + i);
                assertArrayEquals(fused.buffers(), scalar.buffers(), "step " + i);
            }
        }
        float[] outputs = fused.predict(x);
        float[] twin = new float[outputs.length];
        fused.predictor(Lanewise.scalarKernels()).predict(twin, 0, x, 0, ROWS);
        assertArrayEquals(outputs, twin, "predictions");
    }

    /** On the scalar kernels, which put no vectors into objects before they are compiled. */
    @ParameterizedTest
    @MethodSource("networks")
    void stepsThroughEitherDoorAndPredictionsAllocateNothing(LayerCase tested) {
        float[] x = tested.features(ROWS);
        float[] y = targets(ROWS);
        float[] dX = new float[x.length];
        float[] outputs = new float[y.length];
        Network network = tested.network(OUTPUTS);
        Predictor predictor = network.predictor(Lanewise.scalarKernels());
        try (TrainingStep step = step(network, Adam.of(0.01), Lanewise.scalarKernels())) {
            Runnable run = () -> {
                step.step(x, 0, y, 0, ROWS);
                step.computeGradients(x, 0, y, 0, ROWS);
                step.addGradients(x, 0, y, 0, ROWS - 1);
                step.inputGradient(dX, 0);
                step.update();
                predictor.predict(outputs, 0, x, 0, ROWS);
            };
            Allocations.assertSettleAtNone(tested.name(), run, List.of());
        }
    }

    /** Large enough for every kind of layer to be shared out. */
    @Test
    void threadsChangeNoBit() {
        int rows = 130;
        Network network =
                Network.inputs(40)
                        .inputScaling(filled(40, 0.5), filled(40, 2))
                        .dense(400, Activation.TANH)
                        .dropout(0.3)
                        .residual(
                                b -> b.layerNorm().dense(300, Activation.GELU).prelu().dense(400))
                        .batchNorm()
                        .activation(Activation.SILU)
                        .dense(OUTPUTS)
                        .build(3);
        float[] x = Slice.random(1, rows * 40, 1).values();
        float[] y = targets(rows);
        float[] expected = null;
        for (int threads : new int[] {1, 2, 3, 5}) {
            Network copy = network.copy();
            try (TrainingStep step =
                    new TrainingStep(copy, new MeanSquaredError(), Adam.of(0.01), rows, threads)) {
                for (int i = 0; i < 4; i++) {
                    step.step(x, 0, y, 0, rows - i);
                    step.computeGradients(x, 0, y, 0, rows);
                    step.update();
                }
            }
            expected = expected == null ? copy.parameters() : expected;
            assertArrayEquals(expected, copy.parameters(), threads + " threads");
        }
    }

    private static double[] filled(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void runningStatisticsFollowTheBatchesAndPredictionsUseThem() {
        Network network = Network.inputs(2).batchNorm(1e-5, 0.25).dense(1).build(1);
        float[] x = {1, 10, 3, 20, 5, 60};
        try (TrainingStep step = step(network, Sgd.of(0), Lanewise.kernels())) {
            step.step(x, 0, new float[3], 0, 3);
        }
        // means 3 and 30, unbiased variances 4 and 700
        float[] expected = {0.75f, 7.5f, 0.75f + 1, 0.75f + 175};
        assertArrayEquals(expected, network.buffers(), 1e-4f);
        System.arraycopy(new float[] {2, 1, 0.5f, 0, 1, 0, 0}, 0, network.parameters(), 0, 7);
        float y = network.predict(new float[] {1, 100})[0];
        assertEquals(2 * (1 - 0.75) / Math.sqrt(1.75 + 1e-5) + 0.5, y, 1e-6);
    }

    @Test
    void aBatchWithoutAFiniteLossLeavesTheStatisticsAlone() {
        Network network = Network.inputs(2).batchNorm().dense(1).build(1);
        float[] before = network.buffers().clone();
        try (TrainingStep step = step(network, Sgd.of(0.1), Lanewise.kernels())) {
            float[] x = {1, Float.NaN, 3, 4};
            assertTrue(Float.isNaN(step.step(x, 0, new float[2], 0, 2)));
            assertArrayEquals(before, network.buffers());
            assertTrue(Float.isNaN(step.computeGradients(x, 0, new float[2], 0, 2)));
            assertArrayEquals(before, network.buffers(), "through the second door");
            step.step(new float[] {1, 2}, 0, new float[1], 0, 1);
        }
        for (float value : network.buffers()) {
            assertTrue(Float.isFinite(value), Arrays.toString(network.buffers()));
        }
    }

    @Test
    void onlyVectorsOfCategoriesInTheBatchMove() {
        Network network =
                Network.inputs(2).embedding(new Embedding.Column(1, 6, 4)).dense(1).build(5);
        float[] before = network.parameters().clone();
        float[] x = {0.5f, 2, 1, 4, -1, 2};
        float[] y = {1, 2, 3};
        AdamW decaying = AdamW.of(0.1).withWeightDecay(0.5);
        try (TrainingStep step = step(network, decaying, Lanewise.kernels())) {
            step.step(x, 0, y, 0, 3);
            step.computeGradients(x, 0, y, 0, 1);
            step.addGradients(x, 0, y, 0, 1);
            step.update();
        }
        float[] after = network.parameters();
        for (int category = 0; category < 6; category++) {
            int from = category * 4;
            boolean same =
                    Arrays.equals(before, from, from + 4, after, from, from + 4);
            assertEquals(category != 2 && category != 4, same, "category " + category);
        }
    }

    @Test
    void gradientsOfEarlierBatchesDoNotStayInATable() {
        Network network =
                Network.inputs(1).embedding(new Embedding.Column(0, 5, 2)).dense(1).build(5);
        try (TrainingStep step = step(network, Sgd.of(0.1), Lanewise.kernels())) {
            step.computeGradients(new float[] {1, 3}, 0, new float[2], 0, 2);
            float[] gradients = step.gradients();
            assertNotEquals(0, gradients[2]);
            assertNotEquals(0, gradients[6]);
            step.computeGradients(new float[] {3}, 0, new float[1], 0, 1);
            assertArrayEquals(new float[6], Arrays.copyOf(gradients, 6));
            step.addGradients(new float[] {0}, 0, new float[1], 0, 1);
            assertNotEquals(0, gradients[0]);
            assertNotEquals(0, gradients[6]);
            float[] kept = network.parameters().clone();
            step.update();
            assertArrayEquals(Arrays.copyOfRange(kept, 2, 6),
                    Arrays.copyOfRange(network.parameters(), 2, 6));
        }
    }

    @Test
    void whatIsNoCategoryIsRefusedBeforeAnythingChanges() {
        Network network =
                Network.inputs(2).embedding(new Embedding.Column(1, 6, 4)).dense(1).build(5);
        float[] before = network.parameters().clone();
        for (float bad : new float[] {6, -1, 2.5f, Float.NaN}) {
            float[] x = {1, 2, 1, bad};
            try (TrainingStep step = step(network, Sgd.of(0.1), Lanewise.kernels())) {
                String message =
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> step.step(x, 0, new float[2], 0, 2)).getMessage();
                assertTrue(message.startsWith("feature 1 of row 1 is " + bad), message);
                assertTrue(message.endsWith("from 0 to 5"), message);
            }
            assertThrows(IllegalArgumentException.class, () -> network.predict(x));
        }
        assertArrayEquals(before, network.parameters());
    }

    @Test
    void aBatchThatIsRefusedLeavesTheGradientsAdded() {
        Network network =
                Network.inputs(1).embedding(new Embedding.Column(0, 5, 2)).dense(1).build(5);
        try (TrainingStep step = step(network, Sgd.of(0.1), Lanewise.kernels())) {
            step.computeGradients(new float[] {1}, 0, new float[1], 0, 1);
            float[] before = step.gradients().clone();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> step.addGradients(new float[] {5}, 0, new float[1], 0, 1));
            assertArrayEquals(before, step.gradients());
            step.addGradients(new float[] {1}, 0, new float[1], 0, 1);
            assertEquals(2 * before[2], step.gradients()[2]);
            step.update();
        }
    }

    @Test
    void everyBatchHasMasksOfItsOwnAndPredictionsHaveNone() {
        Network network = Network.inputs(50).dropout(0.5).build(5);
        float[] x = filledWithOnes(50);
        float[] first = new float[50];
        float[] second = new float[50];
        try (TrainingStep step = step(network, Sgd.of(0.1), Lanewise.kernels())) {
            step.forward(x, 0, 1);
            step.outputs(first, 0);
            step.forward(x, 0, 1);
            step.outputs(second, 0);
        }
        assertFalse(Arrays.equals(first, second));
        for (float value : first) {
            assertTrue(value == 0 || value == 2, "kept values are doubled, but here is " + value);
        }
        assertArrayEquals(x, network.predict(x));
    }

    private static float[] filledWithOnes(int n) {
        float[] values = new float[n];
        Arrays.fill(values, 1);
        return values;
    }
}
