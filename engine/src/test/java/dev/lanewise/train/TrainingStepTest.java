package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Predictor;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingStepTest {
    private static final int IN = 33;
    private static final int OUT = 10;
    private static final int ROWS = 21;
    private final float[] x = Slice.random(1, ROWS * IN, 1).values();
    private final float[] classes = classes();

    private static float[] classes() {
        float[] y = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            y[r] = r * 7 % OUT;
        }
        return y;
    }

    private static Network network() {
        return Network.inputs(IN)
                .dense(40, Activation.GELU)
                .dense(17, Activation.TANH)
                .dense(OUT)
                .build(5);
    }

    static List<Optimizer> optimizers() {
        return EveryOptimizer.kinds();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void twinsTrainToTheSameBits(Optimizer optimizer) {
        float[][] parameters = new float[2][];
        List<Kernels> twins = List.of(Lanewise.scalarKernels(), Lanewise.kernels());
        for (int twin = 0; twin < 2; twin++) {
            Network network = network();
            TrainingStep step =
                    new TrainingStep(
                            network,
                            SoftmaxCrossEntropy.ofClassIndices(),
                            optimizer,
                            ROWS,
                            1,
                            twins.get(twin));
            float first = step.step(x, 0, classes, 0, ROWS);
            float last = 0;
            for (int i = 0; i < 60; i++) {
                last = step.step(x, 0, classes, 0, ROWS - i % 3);
            }
            assertTrue(last < 0.8 * first, "loss " + first + " to " + last);
            parameters[twin] = network.parameters();
        }
        assertArrayEquals(parameters[0], parameters[1]);
    }

    @Test
    void aStepLeavesItsDataAsTheyWere() {
        Slice features = Slice.of(x);
        Slice targets = Slice.of(classes);
        Slice featuresBefore = features.copy();
        Slice targetsBefore = targets.copy();
        TrainingStep step =
                new TrainingStep(
                        network(), SoftmaxCrossEntropy.ofClassIndices(), Sgd.of(0.1), ROWS);
        step.step(features.array(), features.offset(), targets.array(), targets.offset(), ROWS);
        assertArrayEquals(featuresBefore.array(), features.array());
        assertArrayEquals(targetsBefore.array(), targets.array());
    }

    /**
     * The optimizer's kernel, driven by hand: step numbers from 1, state that lasts, its own rate.
     */
    @ParameterizedTest
    @MethodSource("optimizers")
    void stepsAreTheOptimizersOwnAlongTheGradients(Optimizer optimizer) {
        SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.ofClassIndices();
        Network whole = network();
        Network parts = network();
        TrainingStep step = new TrainingStep(whole, loss, optimizer, ROWS);
        TrainingStep gradients = new TrainingStep(parts, loss, optimizer, ROWS);
        UpdateKernel kernel = optimizer.bind(Lanewise.scalarKernels());
        float[] parameters = parts.parameters();
        int n = parameters.length;
        float[] state = new float[kernel.slots() * n];
        for (int number = 1; number <= 20; number++) {
            step.step(x, 0, classes, 0, ROWS);
            gradients.computeGradients(x, 0, classes, 0, ROWS);
            kernel.begin(number, optimizer.learningRate());
            kernel.update(parameters, 0, gradients.gradients(), 0, state, 0, n, n);
            assertArrayEquals(parameters, whole.parameters(), "after step " + number);
        }
    }

    @Test
    void outputsOfALayerAreWhatPredictionGives() {
        Network network = network();
        TrainingStep step =
                new TrainingStep(
                        network, SoftmaxCrossEntropy.ofClassIndices(), Sgd.of(0.1), ROWS);
        step.computeGradients(x, 0, classes, 0, ROWS);
        assertArrayEquals(network.predict(x), step.outputs(2, ROWS));
        assertEquals(40 * 3, step.outputs(0, 3).length);
    }

    @Test
    void compiledStepsAllocateNothing() {
        float[] distributions = new float[ROWS * OUT];
        java.util.Arrays.fill(distributions, 0.1f);
        assertAllocatesNothing(
                "class indices, Adam",
                new TrainingStep(
                        network(), SoftmaxCrossEntropy.ofClassIndices(), Adam.of(1e-3), ROWS),
                classes);
        assertAllocatesNothing(
                "distributions, SGD",
                new TrainingStep(
                        network(),
                        SoftmaxCrossEntropy.ofDistributions(),
                        Sgd.of(1e-3).withMomentum(0.9),
                        ROWS),
                distributions);
        assertAllocatesNothing(
                "binary, RMSprop",
                new TrainingStep(network(), new BinaryCrossEntropy(), RmsProp.of(1e-3), ROWS),
                distributions);
        assertAllocatesNothing(
                "squared error, AdamW",
                new TrainingStep(network(), new MeanSquaredError(), AdamW.of(1e-3), ROWS),
                distributions);
    }

    private void assertAllocatesNothing(String what, TrainingStep step, float[] y) {
        Runnable run = () -> step.step(x, 0, y, 0, ROWS);
        Allocations.assertSettleAtNone(what, run, List.of());
    }

    @Test
    void compiledPredictionsAllocateNothing() {
        Predictor predictor = network().predictor();
        float[] outputs = new float[ROWS * OUT];
        Allocations.assertSettleAtNone(
                "predict", () -> predictor.predict(outputs, 0, x, 0, ROWS), List.of());
    }

    /**
     * The scalar kernels show what the engine itself allocates: nothing. Three steps first, in
     * which the JVM links the code (and allocates for that).
     */
    @Test
    void theEngineAllocatesNothingFromStepToStep() {
        Kernels scalar = Lanewise.scalarKernels();
        Network network = network();
        TrainingStep step =
                new TrainingStep(
                        network, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(1e-3), ROWS, 1,
                        scalar);
        Predictor predictor = network.predictor(scalar);
        float[] outputs = new float[ROWS * OUT];
        long before = 0;
        for (int i = 0; i < 24; i++) {
            if (i == 3) {
                before = Allocations.bytes(List.of());
            }
            int rows = ROWS - i % ROWS;
            step.step(x, 0, classes, 0, rows);
            predictor.predict(outputs, 0, x, 0, rows);
        }
        assertEquals(0, Allocations.bytes(List.of()) - before);
    }

    @Test
    void whatNeedsABatchSaysSoBeforeThereIsOne() {
        Network network = network();
        float[] before = network.parameters().clone();
        TrainingStep step =
                new TrainingStep(
                        network, SoftmaxCrossEntropy.ofClassIndices(), AdamW.of(1), ROWS);
        expect("call computeGradients or backward first", step::update);
        expect("call step or forward first", () -> step.outputs(0, 1));
        assertArrayEquals(before, network.parameters());
        step.computeGradients(x, 0, classes, 0, 5);
        expect("rows is 6, expected from 0 to 5", () -> step.outputs(0, 6));
        expect(
                "maxRows is 536870912",
                () -> new TrainingStep(
                        network, SoftmaxCrossEntropy.ofClassIndices(), Sgd.of(1), 1 << 29));
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        Network network = network();
        expect(
                "maxRows is 0",
                () -> new TrainingStep(
                        network, SoftmaxCrossEntropy.ofClassIndices(), Sgd.of(0.1), 0));
        TrainingStep step =
                new TrainingStep(
                        network, SoftmaxCrossEntropy.ofClassIndices(), Sgd.of(0.1), ROWS);
        expect("rows is 22", () -> step.step(x, 0, classes, 0, ROWS + 1));
        expect("rows is 0", () -> step.step(x, 0, classes, 0, 0));
        expect("x has 693 elements", () -> step.step(x, 1, classes, 0, ROWS));
        expect("targets has 21 elements", () -> step.step(x, 0, classes, 1, ROWS));
        expect(
                "outputs is 1",
                () -> new TrainingStep(
                        Network.inputs(2).dense(1).build(0),
                        SoftmaxCrossEntropy.ofClassIndices(),
                        Sgd.of(0.1),
                        ROWS));
    }

    private static void expect(String message, Runnable call) {
        RuntimeException e = assertThrows(RuntimeException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
