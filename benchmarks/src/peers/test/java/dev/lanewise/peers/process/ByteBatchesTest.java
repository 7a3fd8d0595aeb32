package dev.lanewise.peers.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Idx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteBatchesTest {
    private static final int IMAGES = 11;

    /** Image i has the pixels i and 255 − i, and the label i. */
    private static ByteBatches batches(int batch) {
        byte[] pixels = new byte[2 * IMAGES];
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            pixels[2 * i] = (byte) i;
            pixels[2 * i + 1] = (byte) (255 - i);
            labels[i] = (byte) i;
        }
        return new ByteBatches(
                new Idx(new int[] {IMAGES, 1, 2}, pixels), new Idx(new int[] {IMAGES}, labels),
                batch);
    }

    private static List<Integer> epoch(ByteBatches batches) {
        List<Integer> seen = new ArrayList<>();
        batches.start();
        while (batches.next()) {
            for (int row = 0; row < batches.rows(); row++) {
                int image = (int) batches.targets()[row];
                assertArrayEquals(
                        new float[] {image / 255f, (255 - image) / 255f},
                        new float[] {batches.features()[2 * row], batches.features()[2 * row + 1]},
                        1e-6f);
                seen.add(image);
            }
        }
        return seen;
    }

    @Test
    void anEpochHasEveryImageOnceWithItsLabelInAnOrderOfItsOwn() {
        ByteBatches batches = batches(4);
        List<Integer> first = epoch(batches);
        List<Integer> second = epoch(batches);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), first.stream().sorted().toList());
        assertEquals(first.stream().sorted().toList(), second.stream().sorted().toList());
        assertNotEquals(first, second);
        assertEquals(first, epoch(batches(4)), "the same in every process");
    }

    @Test
    void imagesAndLabelsMustBeAsMany() {
        Idx images = new Idx(new int[] {3, 1, 2}, new byte[6]);
        Idx labels = new Idx(new int[] {2}, new byte[2]);
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> new ByteBatches(images, labels, 4));
        assertEquals(
                "images: 3, labels: 2, expected as many labels as images", error.getMessage());
    }

    @Test
    void theLastBatchHasTheImagesThatAreLeft() {
        ByteBatches batches = batches(4);
        assertFalse(batches.next(), "before an epoch");
        batches.start();
        for (int rows : new int[] {4, 4, 3}) {
            assertTrue(batches.next());
            assertEquals(rows, batches.rows());
        }
        assertFalse(batches.next());
    }
}
