package dev.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ConfusionMatrix}, its text, and the order of {@link Predictions#mistakes()}. */
class ConfusionMatrixTest {
    private static final Predictions PREDICTIONS =
            new Predictions(
                    Dataset.of(new float[6], 1, new float[] {0, 0, 0, 1, 1, 2}, 1),
                    new int[] {0, 1, 0, 1, 0, 1},
                    new double[] {.5, .6, .7, .8, .9, .4});
    private static final ConfusionMatrix MATRIX = ConfusionMatrix.of(PREDICTIONS, 4);

    @Test
    void countsByTrueThenByPredictedClass() {
        assertEquals(2, MATRIX.counts()[0][0]);
        assertEquals(1, MATRIX.counts()[0][1]);
        assertEquals(0, MATRIX.counts()[1][2]);
        assertEquals(1, MATRIX.counts()[2][1]);
        assertEquals(6, MATRIX.total());
        assertEquals(3, MATRIX.right());
        assertEquals(0.5, MATRIX.accuracy());
    }

    @Test
    void judgesEachClass() {
        assertEquals(2 / 3.0, MATRIX.precision(0));
        assertEquals(2 / 3.0, MATRIX.recall(0));
        assertEquals(2 / 3.0, MATRIX.f1(0), 1e-15);
        assertEquals(1 / 3.0, MATRIX.precision(1));
        assertEquals(1 / 2.0, MATRIX.recall(1));
        assertEquals(0.4, MATRIX.f1(1), 1e-15);
    }

    @Test
    void givesZeroForAClassThatNeverOccursOrIsNeverRight() {
        for (int c : new int[] {2, 3}) {
            assertEquals(0, MATRIX.precision(c));
            assertEquals(0, MATRIX.recall(c));
            assertEquals(0, MATRIX.f1(c));
        }
    }

    @Test
    void putsTheSurestMistakesFirst() {
        assertEquals(List.of(4, 1, 5), PREDICTIONS.mistakes());
    }

    @Test
    void writesALineAClass() {
        ClassReport report = new ClassReport(MATRIX, List.of("a", "b", "c", "a longer name"));
        List<String> table = report.table().lines().toList();
        assertEquals("class          precision    recall        F1     count", table.get(0));
        assertEquals("a                 0.6667    0.6667    0.6667         3", table.get(1));
        assertEquals("mean or sum       0.2500    0.2917    0.2667         6", table.get(5));
        List<String> grid = report.grid().lines().toList();
        assertEquals(5, grid.size());
        assertEquals(" 2 c             . 1 . .", grid.get(3));
        assertTrue(grid.stream().allMatch(line -> line.length() == grid.get(0).length()));
    }
}
