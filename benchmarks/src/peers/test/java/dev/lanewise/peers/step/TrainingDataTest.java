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
