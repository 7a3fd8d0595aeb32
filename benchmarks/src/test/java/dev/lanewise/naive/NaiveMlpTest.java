package dev.lanewise.naive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NaiveMlpTest {
    @Test
    void exclusiveOrIsLearnt() {
        NaiveMlp network = new NaiveMlp(2, 8, 2);
        Random random = new Random(1);
        for (NaiveDense layer : network.layers()) {
            for (int i = 0; i < layer.weights().length; i++) {
                layer.weights()[i] = (float) random.nextGaussian();
            }
        }
        float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
        int[] labels = {0, 1, 1, 0};
        float loss = network.step(x, labels, 4, 0.01f);
        assertTrue(loss > 0.3, "at first " + loss);
        for (int step = 0; step < 1000; step++) {
            loss = network.step(x, labels, 4, 0.01f);
        }
        assertTrue(loss < 0.05, "at last " + loss);
        float[] logits = network.predict(x, 4);
        for (int row = 0; row < 4; row++) {
            int predicted = logits[2 * row + 1] > logits[2 * row] ? 1 : 0;
            assertEquals(labels[row], predicted);
        }
    }
}
