package dev.lanewise.peers.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
    @Test
    void everyBatchHasInputsOfItsOwnAndManyClasses() {
        TrainingData data = TrainingData.of(Mlp.parse("64-20-8-10"), 3);
        assertEquals(3, data.batches());
        assertTrue(data.x()[0][0] != data.x()[1][0]);
        for (float[] targets : data.targets()) {
            assertEquals(64, targets.length);
            long classes = IntStream.range(0, 64).mapToDouble(i -> targets[i]).distinct().count();
            assertTrue(classes > 5, () -> Arrays.toString(targets));
        }
    }

    @Test
    void otherLibrariesGetTheSameWeightsAndClasses() {
        Mlp mlp = Mlp.parse("3-2-4-5");
        TrainingData data = TrainingData.of(mlp, 1);
        float[] parameters = data.initial().parameters();
        float[] weights = data.weights(0);
        float[] transposed = data.transposedWeights(0);
        assertEquals(2 * 4, weights.length);
        assertEquals(weights[1 * 4 + 3], transposed[3 * 2 + 1]);
        assertEquals(weights[0 * 4 + 2], transposed[2 * 2 + 0]);
        assertEquals(5, data.biases(1).length);
        assertEquals(
                parameters.length,
                weights.length + data.biases(0).length + data.weights(1).length
                        + data.biases(1).length);
        for (int row = 0; row < 3; row++) {
            long wanted = data.classes(0)[row];
            assertEquals(data.targets()[0][row], wanted);
            for (int column = 0; column < 5; column++) {
                assertEquals(column == wanted ? 1 : 0, data.targetRows(0)[row * 5 + column]);
            }
        }
    }

    @Test
    void stepsLeaveTheInitialWeightsAlone() {
        TrainingData data = TrainingData.of(Mlp.parse("8-5-6-1"), 1);
        float[] before = data.initial().parameters().clone();
        try (Learner learner = StepLibrary.LANEWISE.learner(data, Rule.SGD, 0.1, 1)) {
            double first = learner.lossOfStep(0);
            assertTrue(learner.lossOfStep(0) < first);
        }
        assertEquals(-1, Arrays.mismatch(before, data.initial().parameters()));
    }
}
