package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two doors of a step: fused, and taken apart. */
class TrainingStepDoorsTest {
    private static final Loss LOSS = SoftmaxCrossEntropy.ofClassIndices();
    private static final List<Kernels> TWINS =
            List.of(Lanewise.scalarKernels(), Lanewise.kernels());
    private static final int IN = 33;
    private static final int OUT = 10;
    private static final int ROWS = 21;
    private final Network network =
            Network.inputs(IN).dense(40, Activation.GELU).dense(17, Activation.TANH).dense(OUT)
                    .build(5);
    private final float[] x = Slice.random(1, ROWS * IN, 1).values();
    private final float[] classes = new float[ROWS];

    TrainingStepDoorsTest() {
        for (int r = 0; r < ROWS; r++) {
            classes[r] = r * 7 % OUT;
        }
    }

    private TrainingStep step(Network trained, Optimizer optimizer, Kernels kernels) {
        return new TrainingStep(trained, LOSS, optimizer, ROWS, 1, kernels);
    }

    private TrainingStep step() {
        return step(network, Adam.of(0.01), Lanewise.kernels());
    }

    static List<Optimizer> optimizers() {
        return EveryOptimizer.kinds();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void bothDoorsComeToTheSameBitsInEveryStep(Optimizer optimizer) {
        for (Kernels kernels : TWINS) {
            Network copy = network.copy();
            Network another = network.copy();
            TrainingStep fused = step(copy, optimizer, kernels);
            TrainingStep apart = step(another, optimizer, kernels);
            for (int i = 0; i < 30; i++) {
                int rows = ROWS - i * 11 % ROWS;
                int from = ROWS - rows;
                float value = apart.computeGradients(x, from * IN, classes, from, rows);
                apart.update();
                assertEquals(value, fused.step(x, from * IN, classes, from, rows));
                assertArrayEquals(another.parameters(), copy.parameters(), "step " + i);
                assertArrayEquals(apart.outputs(1, rows), fused.outputs(1, rows));
            }
        }
    }

    /** One after the other, with one optimizer state and one count of steps. */
    @Test
    void theDoorsMayTakeTurns() {
        Network copy = network.copy();
        TrainingStep fused = step();
        TrainingStep turns = step(copy, Adam.of(0.01), Lanewise.kernels());
        for (int i = 0; i < 8; i++) {
            fused.step(x, 0, classes, 0, ROWS);
            if (i % 3 == 0) {
                turns.step(x, 0, classes, 0, ROWS);
            } else {
                turns.computeGradients(x, 0, classes, 0, ROWS);
                turns.update();
            }
            assertArrayEquals(network.parameters(), copy.parameters(), "step " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aLossOfTheCallersOwnComesToTheBitsOfTheSameLossWithin(Optimizer optimizer) {
        for (Kernels kernels : TWINS) {
            Network copy = network.copy();
            Network another = network.copy();
            TrainingStep within = step(copy, optimizer, kernels);
            TrainingStep own = step(another, optimizer, kernels);
            LossKernel loss = LOSS.bind(kernels);
            float[] y = new float[3 + ROWS * OUT];
            float[] dX = new float[ROWS * IN];
            float[] expected = new float[ROWS * IN];
            for (int rows = ROWS; rows > 15; rows--) {
                float value = within.computeGradients(x, 0, classes, 0, rows);
                own.forward(x, 0, rows);
                own.outputs(y, 3);
                double sum = loss.valueAndGradient(y, 3, y, 3, classes, 0, rows, OUT, 1f / rows);
                own.backward(y, 3);
                assertEquals(value, (float) (sum / rows));
                assertArrayEquals(within.gradients(), own.gradients());
                own.inputGradient(dX, 0);
                within.inputGradient(expected, 0);
                assertArrayEquals(expected, dX);
                own.update();
                within.update();
                assertArrayEquals(copy.parameters(), another.parameters());
            }
        }
    }

    /** Step 2^-11, against the double-precision network; errors relative to the largest. */
    @Test
    void inputGradientsEqualCentralDifferences() {
        double[] parameters =
                IntStream.range(0, network.parameters().length)
                        .mapToDouble(i -> network.parameters()[i])
                        .toArray();
        ReferenceNetwork reference = new ReferenceNetwork(network, LOSS);
        for (Kernels kernels : TWINS) {
            TrainingStep step = step(network, Adam.of(0.01), kernels);
            step.computeGradients(x, 0, classes, 0, ROWS);
            Slice dX = Slice.ofNaN(ROWS * IN);
            step.inputGradient(dX.array(), dX.offset());
            dX.assertCanaries("dX");
            double largest = 0;
            for (float value : dX.values()) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertTrue(largest > 1e-3, "gradients of " + largest + " prove nothing");
            for (int i = 0; i < x.length; i++) {
                float[] moved = x.clone();
                moved[i] = x[i] + 0x1p-11f;
                double above = reference.loss(parameters, moved, classes, ROWS);
                double distance = moved[i];
                moved[i] = x[i] - 0x1p-11f;
                double below = reference.loss(parameters, moved, classes, ROWS);
                distance -= moved[i];
                float actual = dX.array()[dX.offset() + i];
                assertEquals((above - below) / distance, actual, 1e-5 * largest, "dX " + i);
            }
        }
    }

    @Test
    void addedGradientsAreThoseOfTheSum() {
        int half = 9;
        int rest = ROWS - half;
        for (Kernels kernels : TWINS) {
            TrainingStep step = step(network, Adam.of(0.01), kernels);
            float firstLoss = step.computeGradients(x, 0, classes, 0, half);
            float[] first = step.gradients().clone();
            float secondLoss = step.computeGradients(x, half * IN, classes, half, rest);
            float[] second = step.gradients().clone();
            assertEquals(firstLoss, step.computeGradients(x, 0, classes, 0, half));
            assertEquals(secondLoss, step.addGradients(x, half * IN, classes, half, rest));
            for (int i = 0; i < first.length; i++) {
                assertEquals(first[i] + second[i], step.gradients()[i], 1e-6, "parameter " + i);
            }
            assertFalse(java.util.Arrays.equals(second, step.gradients()));
        }
        float[] byScalar = addedGradients(TWINS.get(0));
        assertArrayEquals(byScalar, addedGradients(TWINS.get(1)));
    }

    private float[] addedGradients(Kernels kernels) {
        TrainingStep step = step(network, Adam.of(0.01), kernels);
        step.computeGradients(x, 0, classes, 0, 5);
        step.addGradients(x, 5 * IN, classes, 5, 9);
        step.addGradients(x, 14 * IN, classes, 14, 7);
        return step.gradients();
    }
}
