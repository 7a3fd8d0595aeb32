package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How random dropout's masks are: bounds are five to six standard deviations wide, and all is fixed
 * by seeds, so a test that passes always passes.
 */
class DropoutMaskTest {
    private static final DropoutKernel KERNEL = new VectorKernels().dropout();
    private static final int MANY = 1 << 18;

    /** +1 where kept, −1 where dropped, at rate 1/2. */
    private static float[] signs(long key, long first, int n) {
        float[] y = new float[n];
        Arrays.fill(y, 1f);
        KERNEL.apply(y, 0, y, 0, n, key, first, 0.5f);
        for (int i = 0; i < n; i++) {
            y[i] -= 1;
        }
        return y;
    }

    /** The key of a layer in a step, as layers derive it. */
    private static long key(int step, int layer) {
        return RandomStream.ofSeed(1).stream(step).stream(layer).key();
    }

    private static void assertUncorrelated(float[] a, float[] b, int shift, String what) {
        int n = Math.min(a.length, b.length - shift);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i] * b[shift + i];
        }
        assertEquals(0, sum / Math.sqrt(n), 5, what);
    }

    @Test
    void theShareThatIsDroppedIsTheRate() {
        for (float rate : new float[] {0.01f, 0.1f, 0.25f, 0.5f, 0.8f}) {
            for (int step = 0; step < 8; step++) {
                float[] y = new float[MANY];
                Arrays.fill(y, 1f);
                KERNEL.apply(y, 0, y, 0, MANY, key(step, 0), 0, rate);
                int dropped = 0;
                for (float value : y) {
                    dropped += value == 0 ? 1 : 0;
                }
                double deviation = Math.sqrt(rate * (1 - rate) * MANY);
                assertEquals(rate * (double) MANY, dropped, 5 * deviation, "rate " + rate);
            }
        }
    }

    /** In a matrix of activations too, no unit is dropped more often than others, and no row. */
    @Test
    void countsOfRowsAndColumnsVaryAsThoseOfFairCoins() {
        for (int columns : new int[] {64, 100, 256, 512, 1024}) {
            int rows = MANY / columns;
            float[] signs = signs(key(3, columns), 0, rows * columns);
            double[] ofRows = new double[rows];
            double[] ofColumns = new double[columns];
            for (int i = 0; i < rows * columns; i++) {
                ofRows[i / columns] += signs[i];
                ofColumns[i % columns] += signs[i];
            }
            assertFair(ofRows, columns, "rows of " + columns);
            assertFair(ofColumns, rows, "columns of " + rows);
        }
    }

    /** Sums of n signs: their squares add up to n a sum, with a variance of 2n². */
    private static void assertFair(double[] sums, int n, String what) {
        double chi = Arrays.stream(sums).map(s -> s * s / n).sum();
        assertEquals(sums.length, chi, 5 * Math.sqrt(2.0 * sums.length), what);
    }

    @Test
    void neighboursInAMaskAreNotCorrelated() {
        int[] lags = {1, 2, 3, 4, 8, 10, 16, 32, 64, 100, 128, 256, 512, 784, 1024, 4096, 65536};
        for (int step = 0; step < 4; step++) {
            float[] signs = signs(key(step, 1), 0, MANY);
            for (int lag : lags) {
                assertUncorrelated(signs, signs, lag, "lag " + lag);
            }
        }
    }

    @Test
    void masksOfOtherStepsAndLayersAreIndependent() {
        float[] mask = signs(key(0, 0), 0, MANY);
        for (int i = 1; i < 40; i++) {
            assertUncorrelated(mask, signs(key(i, 0), 0, MANY), 0, "step " + i);
            assertUncorrelated(mask, signs(key(0, i), 0, MANY), 0, "layer " + i);
        }
    }

    @Test
    void keysThatDifferInOneBitHaveIndependentMasks() {
        float[] mask = signs(0, 0, MANY);
        for (int bit = 0; bit < 64; bit++) {
            assertUncorrelated(mask, signs(1L << bit, 0, MANY), 0, "bit " + bit);
        }
    }

    @Test
    void countersBeyondThirtyTwoBitsHaveMasksOfTheirOwn() {
        float[] mask = signs(7, 0, MANY);
        for (int word = 1; word < 8; word++) {
            assertUncorrelated(mask, signs(7, (long) word << 32, MANY), 0, "word " + word);
        }
    }

    /** Two streams whose first halves of the key lie close together meet at such a shift. */
    @Test
    void shiftedCountersWithAnotherSecondHalfAreIndependent() {
        SplittableRandom random = new SplittableRandom(1);
        for (int shift : new int[] {0, 1, 2, 16, 1000}) {
            for (int trial = 0; trial < 10; trial++) {
                int middle = random.nextInt();
                int other = trial == 0 ? middle + 1 : random.nextInt();
                long sum = 0;
                for (int i = 0; i < MANY; i++) {
                    int a = DropoutKernel.mix(i + shift, middle);
                    int b = DropoutKernel.mix(i + shift, other);
                    sum += (a ^ b) >= 0 ? 1 : -1;
                }
                assertEquals(0, sum / Math.sqrt(MANY), 5, "shift " + shift + ", " + trial);
            }
        }
    }

    @Test
    void everyBitOfCounterAndKeyFlipsEveryBitOfTheHashInHalfOfTheCases() {
        SplittableRandom random = new SplittableRandom(2);
        int trials = 20_000;
        int[][] flips = new int[64][32];
        for (int t = 0; t < trials; t++) {
            int counter = random.nextInt();
            int middle = random.nextInt();
            int h = DropoutKernel.mix(counter, middle);
            for (int in = 0; in < 64; in++) {
                int flipped = in < 32
                        ? DropoutKernel.mix(counter ^ 1 << in, middle)
                        : DropoutKernel.mix(counter, middle ^ 1 << in - 32);
                for (int out = 0; out < 32; out++) {
                    flips[in][out] += (h ^ flipped) >>> out & 1;
                }
            }
        }
        for (int in = 0; in < 64; in++) {
            for (int out = 0; out < 32; out++) {
                double share = flips[in][out] / (double) trials;
                assertEquals(0.5, share, 0.02, in + " to " + out);
            }
        }
    }

    /** Chi squared of the upper and of the lower byte over runs of counters. */
    @Test
    void bytesOfTheHashAreUniform() {
        for (int step = 0; step < 8; step++) {
            long key = key(step, 2);
            int[] upper = new int[256];
            int[] lower = new int[256];
            for (int i = 0; i < MANY; i++) {
                int h = DropoutKernel.mix(i + (int) key, (int) (key >>> 32));
                upper[h >>> 24]++;
                lower[h & 255]++;
            }
            for (int[] counts : new int[][] {upper, lower}) {
                double chi = 0;
                for (int count : counts) {
                    chi += Math.pow(count - MANY / 256.0, 2) / (MANY / 256.0);
                }
                assertEquals(255, chi, 5 * Math.sqrt(2 * 255), "step " + step);
            }
        }
    }

    /** Patterns of eight neighbours: all 256 are equally frequent. */
    @Test
    void patternsOfNeighboursAreUniform() {
        for (int step = 0; step < 8; step++) {
            float[] signs = signs(key(step, 3), 0, MANY);
            int[] counts = new int[256];
            for (int i = 0; i < MANY; i += 8) {
                int pattern = 0;
                for (int b = 0; b < 8; b++) {
                    pattern = 2 * pattern + (signs[i + b] > 0 ? 1 : 0);
                }
                counts[pattern]++;
            }
            double expected = MANY / 8 / 256.0;
            double chi = Arrays.stream(counts)
                    .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                    .sum();
            assertTrue(Math.abs(chi - 255) < 5 * Math.sqrt(2 * 255), "chi " + chi);
        }
    }
}
