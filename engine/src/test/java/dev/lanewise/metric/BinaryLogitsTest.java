package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Slice;
import org.junit.jupiter.api.Test;

class BinaryLogitsTest {
    @Test
    void logLossIsThatOfTheSigmoid() {
        float[] logits = Slice.random(1, 200, 20).values();
        float[] targets = new float[200];
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            targets[i] = i % 5 / 4f;
            double p = 1 / (1 + Math.exp(-logits[i]));
            double q = 1 / (1 + Math.exp(logits[i]));
            sum -= targets[i] * Math.log(p) + (1 - targets[i]) * Math.log(q);
        }
        assertEquals(sum / 200, BinaryLogits.logLoss(logits, targets), 1e-13);
    }

    @Test
    void logLossNeitherOverflowsNorVanishes() {
        assertEquals(1e38f, logLoss(1e38f, 0));
        assertEquals(0, logLoss(1e38f, 1));
        assertEquals(1e38f, logLoss(-1e38f, 1));
        assertEquals(Math.exp(-80), logLoss(80, 1), 1e-50);
        assertEquals(Double.NaN, logLoss(Float.NaN, 1));
        assertEquals(Double.NaN, BinaryLogits.logLoss(new float[0], new float[0]));
    }

    private static double logLoss(float logit, float target) {
        return BinaryLogits.logLoss(new float[] {logit}, new float[] {target});
    }

    @Test
    void theThresholdItselfIsOnTheLowSide() {
        assertEquals(0, BinaryLogits.predicted(-0f, 0));
        assertEquals(0, BinaryLogits.predicted(0, 0));
        assertEquals(1, BinaryLogits.predicted(Float.MIN_VALUE, 0));
        assertEquals(0, BinaryLogits.predicted(0.5f, 0.5f));
        assertEquals(1, BinaryLogits.predicted(Float.POSITIVE_INFINITY, 0));
        assertEquals(-1, BinaryLogits.predicted(Float.NaN, 0));
        assertFalse(BinaryLogits.isPositive(0.5f));
        assertTrue(BinaryLogits.isPositive(0.75f));
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        expect("length of logits is 2, expected 3, that of targets",
                () -> BinaryLogits.logLoss(new float[2], new float[3]));
        expect("target 1 is 1.5, expected from 0 to 1",
                () -> BinaryLogits.logLoss(new float[2], new float[] {0, 1.5f}));
        expect("target 0 is NaN",
                () -> BinaryLogits.logLoss(new float[2], new float[] {Float.NaN, 0}));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
