package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final int MANY = 200_000;

    @Test
    void aStreamIsTheSplitMix64SequenceOfItsKey() {
        RandomStream stream = new RandomStream(42);
        SplittableRandom jdk = new SplittableRandom(42);
        for (int i = 0; i < 1000; i++) {
            assertEquals(jdk.nextLong(), stream.bits(i));
        }
    }

    @Test
    void theNumbersOfASeedNeverChange() {
        RandomStream stream = RandomStream.ofSeed(7).stream(3);
        assertEquals(0x2064941ea8415e40L, stream.bits(0), "computed by another program");
        assertEquals(0x3a4b8afb46710f2fL, stream.bits(1));
        assertNotEquals(stream.bits(5), RandomStream.ofSeed(7).stream(4).bits(5));
        assertNotEquals(stream.bits(5), RandomStream.ofSeed(8).stream(3).bits(5));
    }

    @Test
    void uniformNumbersFillTheUnitInterval() {
        RandomStream stream = RandomStream.ofSeed(1);
        double[] values = IntStream.range(0, MANY).mapToDouble(stream::uniform).toArray();
        assertTrue(Arrays.stream(values).allMatch(v -> v >= 0 && v < 1));
        assertEquals(0.5, mean(values), 0.003);
        assertEquals(1 / 12.0, variance(values), 0.002);
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        RandomStream stream = RandomStream.ofSeed(2);
        double[] values = IntStream.range(0, MANY).mapToDouble(stream::normal).toArray();
        assertEquals(0, mean(values), 0.01);
        assertEquals(1, variance(values), 0.02);
        double within = Arrays.stream(values).filter(v -> Math.abs(v) < 1.96).count();
        assertEquals(0.95, within / MANY, 0.003);
    }

    @Test
    void neighbouringStreamsAreNotCorrelated() {
        RandomStream root = RandomStream.ofSeed(3);
        double sum = 0;
        for (int i = 0; i < MANY; i++) {
            sum += root.stream(0).normal(i) * root.stream(1).normal(i);
        }
        assertEquals(0, sum / MANY, 0.01);
    }

    @Test
    void everyPlaceOfAShuffleIsEquallyLikely() {
        int[][] counts = new int[4][4];
        for (int s = 0; s < 40_000; s++) {
            int[] values = {0, 1, 2, 3};
            RandomStream.ofSeed(s).shuffle(values);
            for (int i = 0; i < 4; i++) {
                counts[i][values[i]]++;
            }
            Arrays.sort(values);
            assertArrayEquals(new int[] {0, 1, 2, 3}, values);
        }
        for (int[] row : counts) {
            for (int count : row) {
                assertEquals(10_000, count, 400);
            }
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }
}
