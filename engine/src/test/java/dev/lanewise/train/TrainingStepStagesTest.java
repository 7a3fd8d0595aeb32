package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step refuses at which stage, and what a refusal leaves as it was. */
class TrainingStepStagesTest {
    private static final Loss LOSS = SoftmaxCrossEntropy.ofClassIndices();
    private static final String UNUSED =
            "no gradients that were not used yet: call computeGradients or backward first";
    private static final String TO_ADD_TO =
            "no gradients to add to: call computeGradients first";
    private static final String KEPT =
            "no gradients were computed: call computeGradients or backward first;"
                    + " step does not keep them";
    private static final String FORWARD = "no forward pass to go back through: call forward first";
    private static final String BATCH =
            "no batch was computed, or the last one failed: call step or forward first";
    private static final int IN = 33;
    private static final int OUT = 10;
    private static final int ROWS = 21;
    private final Network network =
            Network.inputs(IN).dense(17, Activation.TANH).dense(OUT).build(5);
    private final float[] x = Slice.random(1, ROWS * IN, 1).values();
    private final float[] classes = new float[ROWS];
    private final float[] dX = new float[ROWS * IN];
    private final float[] y = new float[ROWS * OUT];
    private final TrainingStep step = new TrainingStep(network, LOSS, Adam.of(0.01), ROWS);

    static List<Optimizer> optimizers() {
        return EveryOptimizer.kinds();
    }

    @Test
    void whatHasNoGradientsSaysSoAndChangesNothing() {
        float[] before = network.parameters().clone();
        refuse(UNUSED, step::update);
        refuse(UNUSED, () -> step.inputGradient(dX, 0));
        refuse(TO_ADD_TO, () -> step.addGradients(x, 0, classes, 0, ROWS));
        refuse(FORWARD, () -> step.backward(y, 0));
        refuse(BATCH, () -> step.outputs(y, 0));
        refuse(KEPT, step::gradients);
        step.forward(x, 0, ROWS);
        step.outputs(y, 0);
        assertArrayEquals(network.predict(x), y);
        refuse(UNUSED, step::update);
        refuse(UNUSED, () -> step.inputGradient(dX, 0));
        refuse(TO_ADD_TO, () -> step.addGradients(x, 0, classes, 0, ROWS));
        step.backward(y, 0);
        refuse(FORWARD, () -> step.backward(y, 0));
        assertArrayEquals(before, network.parameters());
        assertArrayEquals(new float[ROWS * IN], dX);
    }

    @Test
    void afterAFusedStepThereAreNoGradients() {
        step.step(x, 0, classes, 0, ROWS);
        float[] after = network.parameters().clone();
        refuse(UNUSED, step::update);
        refuse(KEPT, step::gradients);
        refuse(UNUSED, () -> step.inputGradient(dX, 0));
        refuse(FORWARD, () -> step.backward(y, 0));
        refuse(TO_ADD_TO, () -> step.addGradients(x, 0, classes, 0, ROWS));
        assertArrayEquals(after, network.parameters());
    }

    @Test
    void gradientsAreUsedOnce() {
        step.computeGradients(x, 0, classes, 0, ROWS);
        float[] gradients = step.gradients().clone();
        step.update();
        float[] after = network.parameters().clone();
        refuse(UNUSED, step::update);
        refuse(UNUSED, () -> step.inputGradient(dX, 0));
        refuse(FORWARD, () -> step.backward(y, 0));
        refuse(TO_ADD_TO, () -> step.addGradients(x, 0, classes, 0, ROWS));
        assertArrayEquals(after, network.parameters());
        assertArrayEquals(gradients, step.gradients(), "can still be looked at");
    }

    /** What the forward pass has overwritten belongs to no batch that an update may follow. */
    @Test
    void aBatchThatFailedLeavesNothingToUpdateBy() {
        step.computeGradients(x, 0, classes, 0, ROWS);
        float[] before = network.parameters().clone();
        classes[4] = OUT;
        Executable compute = () -> step.computeGradients(x, 0, classes, 0, ROWS);
        String error = assertThrows(IllegalArgumentException.class, compute).getMessage();
        assertTrue(error.contains("row 4"), error);
        refuse(UNUSED, step::update);
        refuse(BATCH, () -> step.outputs(y, 0));
        assertThrows(IllegalArgumentException.class, () -> step.step(x, 0, classes, 0, ROWS));
        assertArrayEquals(before, network.parameters());
    }

    @Test
    void aBatchThatCannotBeAddedLeavesWhatWasAddedUp() {
        step.computeGradients(x, 0, classes, 0, ROWS);
        float[] gradients = step.gradients().clone();
        float[] wrong = classes.clone();
        wrong[4] = OUT;
        Executable add = () -> step.addGradients(x, 0, wrong, 0, ROWS);
        assertThrows(IllegalArgumentException.class, add);
        assertArrayEquals(gradients, step.gradients());
        step.update();
    }

    /** The second door leaves the decision to its caller, who sees the loss before the update. */
    @Test
    void theSecondDoorUpdatesByWhateverGradientsThereAre() {
        x[3] = Float.NaN;
        assertTrue(Float.isNaN(step.computeGradients(x, 0, classes, 0, ROWS)));
        float[] before = network.parameters().clone();
        step.update();
        assertTrue(Float.isNaN(network.parameters()[0]) && !Float.isNaN(before[0]));
    }

    @Test
    void argumentsOfTheSecondDoorThatDoNotFitAreNamed() {
        expect("rows is 22", () -> step.forward(x, 0, ROWS + 1));
        expect("rows is 0", () -> step.forward(x, 0, 0));
        expect("x has 693 elements", () -> step.forward(x, 1, ROWS));
        step.forward(x, 0, ROWS);
        expect("y has 210 elements", () -> step.outputs(y, 1));
        expect("outputGradient has 210 elements", () -> step.backward(y, 1));
        step.backward(y, 0);
        expect("dX has 693 elements", () -> step.inputGradient(dX, 1));
        expect("rows is 22", () -> step.addGradients(x, 0, classes, 0, ROWS + 1));
        step.update();
    }

    /** Adam's corrections show whether a step was counted, its moments whether it left a trace. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void aLossThatIsNotFiniteChangesNeitherWeightsNorStateNorTheStepNumber(Optimizer optimizer) {
        float[] targets = Slice.random(3, ROWS * OUT, 1).values();
        float[] far = targets.clone();
        far[7] = 3e38f;
        float[] broken = x.clone();
        broken[40] = Float.NaN;
        for (Kernels kernels : List.of(Lanewise.scalarKernels(), Lanewise.kernels())) {
            Network spared = network.copy();
            Network disturbed = network.copy();
            Loss loss = new MeanSquaredError();
            TrainingStep one = new TrainingStep(spared, loss, optimizer, ROWS, 1, kernels);
            TrainingStep two = new TrainingStep(disturbed, loss, optimizer, ROWS, 1, kernels);
            for (int i = 0; i < 4; i++) {
                one.step(x, 0, targets, 0, ROWS);
                two.step(x, 0, targets, 0, ROWS);
                assertEquals(Float.POSITIVE_INFINITY, two.step(x, 0, far, 0, ROWS));
                assertTrue(Float.isNaN(two.step(broken, 0, targets, 0, ROWS)));
                refuse(UNUSED, two::update);
                assertArrayEquals(spared.parameters(), disturbed.parameters(), "step " + i);
            }
        }
    }

    private static void refuse(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
    }

    private static void expect(String message, Executable call) {
        String error = assertThrows(RuntimeException.class, call).getMessage();
        assertTrue(error.contains(message), error);
    }
}
