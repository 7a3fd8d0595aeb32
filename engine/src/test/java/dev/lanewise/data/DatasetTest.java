package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
        assertTrue(!Arrays.equals(first, all.split(0.5, 2).heldOut().targets()));
    }

    /** Row r: feature r, and the target that classes give it. */
    private static Dataset ofClasses(int... sizes) {
        int rows = IntStream.of(sizes).sum();
        float[] x = new float[rows];
        float[] y = new float[rows];
        for (int r = 0, c = 0, end = sizes[0]; r < rows; r++) {
            while (r == end) {
                end += sizes[++c];
            }
            x[r] = r;
            y[r] = c;
        }
        return Dataset.of(x, 1, y, 1);
    }

    private static int[] sizes(Dataset part, int classes) {
        int[] sizes = new int[classes];
        for (float target : part.targets()) {
            sizes[(int) target]++;
        }
        return sizes;
    }

    @Test
    void aStratifiedSplitDividesEachClassInTheSameProportion() {
        Dataset.Split split = ofClasses(200, 40, 10).splitStratified(0.3, 7);
        assertArrayEquals(new int[] {60, 12, 3}, sizes(split.heldOut(), 3));
        assertArrayEquals(new int[] {140, 28, 7}, sizes(split.training(), 3));
    }

    /** Shares of 2.5, 1.75, 1.25 and 0.25, together 5.75: of six rows the floors are four. */
    @Test
    void whatRoundingTakesGoesToTheClassesThatLostMost() {
        for (long seed = 0; seed < 20; seed++) {
            Dataset.Split split = ofClasses(10, 7, 5, 1).splitStratified(0.25, seed);
            assertArrayEquals(new int[] {3, 2, 1, 0}, sizes(split.heldOut(), 4));
        }
    }

    @Test
    void equalRemaindersAreDecidedByTheSeed() {
        int[] extra = new int[4];
        for (long seed = 0; seed < 100; seed++) {
            int[] sizes = sizes(ofClasses(6, 6, 6, 6).splitStratified(0.2, seed).heldOut(), 4);
            assertEquals(5, IntStream.of(sizes).sum());
            for (int c = 0; c < 4; c++) {
                extra[c] += sizes[c] - 1;
            }
        }
        assertEquals(100, IntStream.of(extra).sum());
        assertTrue(IntStream.of(extra).allMatch(times -> times > 10));
    }

    @Test
    void aStratifiedSplitHoldsEveryRowOnceAndIsAFunctionOfTheSeed() {
        Dataset all = ofClasses(31, 1, 13, 8);
        for (double fraction : new double[] {0.001, 0.1, 0.29, 0.5, 0.999}) {
            Dataset.Split split = all.splitStratified(fraction, 3);
            assertEquals(Math.round(53 * fraction), split.heldOut().rows());
            float[] rows = Arrays.copyOf(split.training().features(), 53);
            float[] heldOut = split.heldOut().features();
            System.arraycopy(heldOut, 0, rows, split.training().rows(), heldOut.length);
            Arrays.sort(rows);
            assertArrayEquals(all.features(), rows);
            assertArrayEquals(heldOut, all.splitStratified(fraction, 3).heldOut().features());
        }
        assertTrue(
                !Arrays.equals(
                        all.splitStratified(0.5, 3).heldOut().features(),
                        all.splitStratified(0.5, 4).heldOut().features()));
    }

    @Test
    void sizesThatDoNotFitAreNamed() {
        expect("fraction is 0.0", () -> numbered(4).splitStratified(0, 0));
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
