package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no category is found before anything is computed, and named by its row. */
class EmbeddingTest {
    private static final Embedding.Column COLUMN = new Embedding.Column(1, 3, 2);
    private static final int ROWS = 700;

    private static List<Network> networks() {
        double[] mean = {5, 0};
        double[] deviation = {2, 1};
        return List.of(
                Network.inputs(2).embedding(COLUMN).dense(1).build(1),
                Network.inputs(2).inputScaling(mean, deviation).embedding(COLUMN).dense(1)
                        .build(1));
    }

    /** Beyond the first block of a predictor. */
    private static float[] featuresWithABadRow() {
        float[] x = new float[2 * ROWS];
        x[2 * 600 + 1] = 3;
        return x;
    }

    @Test
    void aPredictionNamesTheRowAndWritesNothing() {
        float[] x = featuresWithABadRow();
        for (Network network : networks()) {
            float[] y = new float[ROWS];
            Arrays.fill(y, Float.NaN);
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> network.predictor().predict(y, 0, x, 0, ROWS));
            assertEquals(
                    "feature 1 of row 600 is 3.0, expected a category, a whole number from 0 to 2",
                    e.getMessage());
            float[] untouched = new float[ROWS];
            Arrays.fill(untouched, Float.NaN);
            assertArrayEquals(untouched, y);
        }
    }

    @Test
    void aTrainingIsRefusedBeforeItsFirstBatch() {
        Dataset data = Dataset.of(featuresWithABadRow(), 2, new float[ROWS], 1);
        for (Network network : networks()) {
            float[] before = network.parameters().clone();
            Trainer trainer =
                    Trainer.of(network, new MeanSquaredError(), Sgd.of(0.1)).withBatchSize(8);
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> trainer.fit(data));
            assertEquals(
                    "training data set: feature 1 of row 600 is 3.0, expected a category, a whole"
                            + " number from 0 to 2",
                    e.getMessage());
            assertArrayEquals(before, network.parameters());
        }
    }

    @Test
    void aTableBeyondAnArrayIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Embedding.Column(0, 1 << 24, 1 << 10));
        assertEquals(
                "categories times dimensions is 17179869184, expected at most 2147483639",
                e.getMessage());
    }

    @Test
    void aScalingThatMovesIndicesIsFoundOut() {
        Network network =
                Network.inputs(2).inputScaling(new double[] {0, 0.5}, new double[] {1, 1})
                        .embedding(COLUMN).dense(1).build(1);
        assertThrows(IllegalArgumentException.class, () -> network.predict(new float[] {0, 1}));
    }
}
