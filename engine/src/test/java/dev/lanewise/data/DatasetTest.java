package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
    /** Row r: features r, r + 0.5 and target -r. */
    static Dataset numbered(int rows) {
        float[] x = new float[rows * 2];
        float[] y = new float[rows];
        for (int r = 0; r < rows; r++) {
            x[2 * r] = r;
            x[2 * r + 1] = r + 0.5f;
            y[r] = -r;
        }
        return Dataset.of(x, 2, y, 1);
    }

    @Test
    void aSplitHoldsEveryRowOnceAndKeepsRowsTogether() {
        Dataset.Split split = numbered(101).split(0.2, 5);
        assertEquals(20, split.heldOut().rows());
        assertEquals(81, split.training().rows());
        boolean[] seen = new boolean[101];
        for (Dataset part : new Dataset[] {split.training(), split.heldOut()}) {
            for (int r = 0; r < part.rows(); r++) {
                int row = (int) part.features()[2 * r];
                assertEquals(row + 0.5f, part.features()[2 * r + 1]);
                assertEquals(-row, part.targets()[r]);
                assertTrue(!seen[row], "row " + row + " twice");
                seen[row] = true;
            }
        }
        assertTrue(IntStream.range(0, 101).allMatch(r -> seen[r]));
    }

    @Test
    void theSameSeedSplitsTheSameWayAndAnotherDoesNot() {
        Dataset all = numbered(50);
        float[] first = all.split(0.5, 1).heldOut().targets();
        assertArrayEquals(first, all.split(0.5, 1).heldOut().targets());
        assertTrue(!java.util.Arrays.equals(first, all.split(0.5, 2).heldOut().targets()));
    }

    @Test
    void sizesThatDoNotFitAreNamed() {
        expect("length of features is 5", () -> Dataset.of(new float[5], 2, new float[2], 1));
        expect("number of target rows is 3", () -> Dataset.of(new float[4], 2, new float[3], 1));
        expect("featureSize is 0", () -> Dataset.of(new float[4], 0, new float[3], 1));
        expect("fraction is 1.0", () -> numbered(4).split(1, 0));
    }

    @Test
    void aFeatureThatIsNoNumberIsFound() {
        Dataset set = numbered(10);
        set.checkFinite();
        set.features()[7] = Float.NaN;
        expect("feature 1 of row 3 is NaN", set::checkFinite);
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
