package dev.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.RandomStream;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** {@link DrawnSymbols}: the same images for the same seed, ten classes, brightness from 0 to 1. */
class DrawnSymbolsTest {
    private static final int PIXELS = DrawnSymbols.SIDE * DrawnSymbols.SIDE;
    private static final RandomStream RANDOM = RandomStream.ofSeed(5);

    @Test
    void givesTheSameBitsWhateverTheNumberOfThreads() throws Exception {
        Dataset expected = DrawnSymbols.draw(200, RANDOM);
        for (int threads : new int[] {1, 3}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                Dataset drawn = pool.submit(() -> DrawnSymbols.draw(200, RANDOM)).get();
                assertArrayEquals(expected.features(), drawn.features());
                assertArrayEquals(expected.targets(), drawn.targets());
            }
        }
    }

    @Test
    void givesAnImageThatDependsOnItsIndexAlone() {
        float[] many = DrawnSymbols.draw(57, RANDOM).features();
        float[] few = DrawnSymbols.draw(23, RANDOM).features();
        assertArrayEquals(few, Arrays.copyOf(many, few.length));
    }

    @Test
    void givesOtherImagesForAnotherSeedAndIndex() {
        float[] one = DrawnSymbols.draw(11, RANDOM).features();
        float[] other = DrawnSymbols.draw(11, RandomStream.ofSeed(6)).features();
        assertFalse(Arrays.equals(one, other));
        // Images 0 and 10 are both circles.
        assertFalse(Arrays.equals(one, 0, PIXELS, one, 10 * PIXELS, 11 * PIXELS));
    }

    @Test
    void drawsEachClassEquallyOften() {
        int[] counts = new int[Symbol.values().length];
        for (float label : DrawnSymbols.draw(400, RANDOM).targets()) {
            counts[(int) label]++;
        }
        for (int count : counts) {
            assertEquals(40, count);
        }
    }

    @Test
    void drawsWithInkOnAMostlyDarkGround() {
        float[] pixels = DrawnSymbols.draw(200, RANDOM).features();
        for (int image = 0; image < 200; image++) {
            int bright = 0;
            for (int i = image * PIXELS; i < (image + 1) * PIXELS; i++) {
                assertTrue(pixels[i] >= 0 && pixels[i] <= 1, "pixel " + pixels[i]);
                bright += pixels[i] > 0.4f ? 1 : 0;
            }
            assertTrue(
                    bright >= 20 && bright <= PIXELS / 2, bright + " bright pixels in " + image);
        }
    }
}
