package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import org.junit.jupiter.api.Test;

/** What weights of rows, ignored rows and sums make of a step and of an evaluation. */
class LossReductionTest {
    private static final int IN = 3;
    private static final int OUT = 4;

    private final Network network =
            Network.inputs(IN).dense(9, Activation.TANH).dense(OUT).build(5);
    private final float[] x = Slice.random(1, 8 * IN, 2f).values();

    private float[] gradients(Loss loss, float[] x, float[] targets, int rows) {
        TrainingStep step = new TrainingStep(network, loss, Sgd.of(0.1), rows);
        step.computeGradients(x, 0, targets, 0, rows);
        return step.gradients().clone();
    }

    private float loss(Loss loss, float[] x, float[] targets, int rows) {
        return new TrainingStep(network, loss, Sgd.of(0), rows).step(x, 0, targets, 0, rows);
    }

    @Test
    void aWeightOfTwoIsARowGivenTwice() {
        Loss loss = SoftmaxCrossEntropy.ofClassIndices();
        float[] twice = new float[4 * IN];
        System.arraycopy(x, 0, twice, 0, 3 * IN);
        System.arraycopy(x, 2 * IN, twice, 3 * IN, IN);
        float[] classes = {0, 3, 1, 1};
        float[] weighted = {0, 1, 3, 1, 1, 2};
        assertEquals(
                loss(loss, twice, classes, 4), loss(loss.sampleWeighted(), x, weighted, 3), 1e-6f);
        assertArrayEquals(
                gradients(loss, twice, classes, 4),
                gradients(loss.sampleWeighted(), x, weighted, 3), 1e-6f);
    }

    @Test
    void ignoredRowsAreAsIfTheyWereNotThere() {
        Loss loss = SoftmaxCrossEntropy.ofClassIndices();
        float[] classes = {0, 3, 1};
        float[] ignoring = {0, 3, 1, -100, -100};
        Loss lenient = SoftmaxCrossEntropy.ofClassIndices().withIgnoredIndex(-100);
        assertEquals(loss(loss, x, classes, 3), loss(lenient, x, ignoring, 5));
        assertArrayEquals(
                gradients(loss, x, classes, 3), gradients(lenient, x, ignoring, 5), 1e-7f);
    }

    @Test
    void aSumIsTheMeanTimesWhatCounts() {
        float[] targets = Slice.random(2, 8 * OUT, 1f).values();
        Loss mean = new MeanSquaredError();
        int count = 8 * OUT;
        assertEquals(
                count * loss(mean, x, targets, 8), loss(mean.summed(), x, targets, 8), 1e-4f);
        float[] expected = gradients(mean, x, targets, 8);
        float[] sums = gradients(mean.summed(), x, targets, 8);
        for (int i = 0; i < sums.length; i++) {
            assertEquals(count * expected[i], sums[i], 1e-4f, "gradient " + i);
        }
        Dataset set = Dataset.of(x, IN, targets, OUT);
        assertEquals(
                count * Evaluation.of(network, mean, set).loss(),
                Evaluation.of(network, mean.summed(), set).loss(),
                1e-5);
    }

    @Test
    void whereNothingCountsLossAndGradientAreNothing() {
        Loss ignoring = SoftmaxCrossEntropy.ofClassIndices().withIgnoredIndex(-1);
        Loss weighted = new MeanSquaredError().sampleWeighted();
        Loss classless = SoftmaxCrossEntropy.ofClassIndices().withClassWeights(0, 1, 1, 1);
        checkNothing(ignoring, -1, -1);
        checkNothing(((SoftmaxCrossEntropy) ignoring).withLabelSmoothing(0.5), -1, -1);
        checkNothing(classless, 0, 0);
        checkNothing(((SoftmaxCrossEntropy) classless).withLabelSmoothing(0.5), 0, 0);
        checkNothing(weighted, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0);
    }

    private void checkNothing(Loss loss, float... targets) {
        assertEquals(0f, loss(loss, x, targets, 2));
        for (float gradient : gradients(loss, x, targets, 2)) {
            assertEquals(0f, gradient, 0f);
        }
        Dataset set = Dataset.of(new float[2 * IN], IN, targets, loss.targetSize(OUT));
        assertEquals(0, Evaluation.of(network, loss, set).loss());
    }
}
