package dev.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ClassReport}, and the order of {@link Predictions#mistakes()}. */
class ClassReportTest {
    private static final Predictions PREDICTIONS =
            new Predictions(
                    Dataset.of(new float[6], 1, new float[] {0, 0, 0, 1, 1, 2}, 1),
                    new int[] {0, 1, 0, 1, 0, 1},
                    new double[] {.5, .6, .7, .8, .9, .4});

    @Test
    void putsTheSurestMistakesFirst() {
        assertEquals(List.of(4, 1, 5), PREDICTIONS.mistakes());
    }

    @Test
    void writesALineAClass() {
        ClassReport report =
                new ClassReport(
                        PREDICTIONS.confusion(4), List.of("a", "b", "c", "a longer name"));
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
