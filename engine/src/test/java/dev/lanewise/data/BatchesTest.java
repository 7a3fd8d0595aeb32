package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    /** First features of all rows of an epoch, in order. */
    private static List<Integer> epoch(Batches batches, int number) {
        List<Integer> rows = new ArrayList<>();
        batches.start(number);
        while (batches.next()) {
            for (int i = 0; i < batches.rows(); i++) {
                int row = (int) batches.features()[2 * i];
                assertEquals(-row, batches.targets()[i], "target beside its features");
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void anEpochHasEveryRowOnceAndAShortLastBatch() {
        Batches batches = new Batches(DatasetTest.numbered(10), 4, 1);
        assertEquals(3, batches.count());
        List<Integer> rows = epoch(batches, 1);
        assertEquals(0, batches.rows(), "rows after the end");
        assertEquals(IntStream.range(0, 10).boxed().toList(), rows.stream().sorted().toList());
    }

    @Test
    void anEpochsOrderFollowsFromSeedAndNumberAlone() {
        Batches batches = new Batches(DatasetTest.numbered(40), 7, 1);
        List<Integer> first = epoch(batches, 1);
        List<Integer> second = epoch(batches, 2);
        assertNotEquals(first, second);
        assertEquals(first, epoch(batches, 1));
        assertEquals(second, epoch(new Batches(DatasetTest.numbered(40), 40, 1), 2));
        assertNotEquals(first, epoch(new Batches(DatasetTest.numbered(40), 7, 2), 1));
    }

    @Test
    void batchesThatArePassedOverAreThoseThatCameFirst() {
        Batches batches = new Batches(DatasetTest.numbered(10), 4, 1);
        List<Integer> rows = epoch(batches, 2);
        for (int skipped = 0; skipped <= 4; skipped++) {
            batches.start(2);
            batches.skip(skipped);
            int first = Math.min(10, 4 * skipped);
            assertEquals(first < 10, batches.next());
            assertEquals(Math.min(4, 10 - first), batches.rows());
            for (int i = 0; i < batches.rows(); i++) {
                assertEquals((float) rows.get(first + i), batches.features()[2 * i]);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> batches.skip(-1));
    }

    @Test
    void beforeTheFirstStartThereIsNoBatch() {
        assertTrue(!new Batches(DatasetTest.numbered(3), 2, 0).next());
    }

    @Test
    void aBatchMustFitTheSet() {
        Dataset ten = DatasetTest.numbered(10);
        for (int size : new int[] {0, 11}) {
            Exception e =
                    assertThrows(
                            IllegalArgumentException.class, () -> new Batches(ten, size, 0));
            assertTrue(e.getMessage().contains("batchSize is " + size), e.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Batches(DatasetTest.numbered(0), 1, 0));
    }
}
