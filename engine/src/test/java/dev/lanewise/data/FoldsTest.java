package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    /** Row r has the feature r; of class 0 there are 50, of class 1 there are 17, of 2 three. */
    private static Dataset classes() {
        float[] x = new float[70];
        float[] y = new float[2 * 70];
        for (int r = 0; r < 70; r++) {
            x[r] = r;
            y[2 * r] = r < 50 ? 0 : r < 67 ? 1 : 2;
            y[2 * r + 1] = r;
        }
        return Dataset.of(x, 1, y, 2);
    }

    private static long ofClass(Dataset part, int c) {
        return IntStream.range(0, part.rows()).filter(r -> part.targets()[2 * r] == c).count();
    }

    @Test
    void everyRowIsHeldOutOnceAndTrainedOnOtherwise() {
        for (Folds folds : new Folds[] {
            Folds.of(classes(), 4, 1), Folds.stratified(classes(), 4, 1)}) {
            int[] heldOut = new int[70];
            for (int i = 0; i < folds.count(); i++) {
                Dataset.Split split = folds.split(i);
                int[] seen = new int[70];
                for (Dataset part : new Dataset[] {split.training(), split.heldOut()}) {
                    for (int r = 0; r < part.rows(); r++) {
                        seen[(int) part.features()[r]]++;
                        assertEquals(part.features()[r], part.targets()[2 * r + 1]);
                    }
                }
                assertTrue(Arrays.stream(seen).allMatch(times -> times == 1));
                for (float row : split.heldOut().features()) {
                    heldOut[(int) row]++;
                }
                assertTrue(split.heldOut().rows() == 17 || split.heldOut().rows() == 18);
            }
            assertTrue(Arrays.stream(heldOut).allMatch(times -> times == 1));
        }
    }

    @Test
    void stratifiedPartsDifferByOneRowOfEachClassAtMost() {
        for (long seed = 0; seed < 20; seed++) {
            Folds folds = Folds.stratified(classes(), 4, seed);
            for (int i = 0; i < 4; i++) {
                Dataset heldOut = folds.split(i).heldOut();
                assertTrue(ofClass(heldOut, 0) == 12 || ofClass(heldOut, 0) == 13);
                assertTrue(ofClass(heldOut, 1) == 4 || ofClass(heldOut, 1) == 5);
                assertTrue(ofClass(heldOut, 2) <= 1);
                assertTrue(heldOut.rows() == 17 || heldOut.rows() == 18);
            }
        }
    }

    @Test
    void thePartsAreAFunctionOfTheSeed() {
        float[] first = Folds.of(classes(), 5, 1).split(0).heldOut().features();
        assertArrayEquals(first, Folds.of(classes(), 5, 1).split(0).heldOut().features());
        float[] other = Folds.of(classes(), 5, 2).split(0).heldOut().features();
        assertFalse(Arrays.equals(first, other));
        float[] stratified = Folds.stratified(classes(), 5, 1).split(0).heldOut().features();
        assertArrayEquals(
                stratified, Folds.stratified(classes(), 5, 1).split(0).heldOut().features());
        assertFalse(
                Arrays.equals(
                        stratified,
                        Folds.stratified(classes(), 5, 2).split(0).heldOut().features()));
    }

    @Test
    void asManyPartsAsRowsLeaveOneOut() {
        Dataset three = Dataset.of(new float[] {1, 2, 3}, 1, new float[3], 1);
        for (Folds folds : new Folds[] {Folds.of(three, 3, 0), Folds.stratified(three, 3, 0)}) {
            for (int i = 0; i < 3; i++) {
                assertEquals(1, folds.split(i).heldOut().rows());
                assertEquals(2, folds.split(i).training().rows());
            }
        }
    }

    @Test
    void countsThatDoNotFitAreNamed() {
        expect("number of folds is 1, expected from 2 to 70", () -> Folds.of(classes(), 1, 0));
        expect("number of folds is 71", () -> Folds.stratified(classes(), 71, 0));
        expect("index of the fold is 2", () -> Folds.of(classes(), 2, 0).split(2));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
