package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.RandomStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Probabilities are measured without chance: 2^22 points that divide the 64-bit numbers evenly. A
 * table has at most two pieces a column, and the points in a piece are wrong by at most one.
 */
class AliasTableTest {
    private static final int POINTS = 1 << 22;

    static Stream<double[]> weights() {
        RandomStream random = RandomStream.ofSeed(11);
        return Stream.of(
                new double[] {3},
                new double[] {1, 0},
                new double[] {0, 1},
                new double[] {0, 0, 5, 0},
                new double[] {1, 2, 3, 4, 5, 6, 7},
                new double[] {0.1, 0.1, 0.1},
                new double[] {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE / 2},
                new double[] {Double.MIN_VALUE, 0, 3 * Double.MIN_VALUE},
                new double[] {Double.MIN_VALUE, 1, Double.MAX_VALUE, 0},
                IntStream.range(0, 1000).mapToDouble(i -> 1.0 / (i + 1)).toArray(),
                IntStream.range(0, 1009).mapToDouble(i -> i % 3 == 0 ? 0 : 1).toArray(),
                IntStream.range(0, 997).mapToDouble(i -> i == 500 ? 1e6 : 1).toArray(),
                IntStream.range(0, 2039)
                        .mapToDouble(i -> random.uniform(i) < 0.3 ? 0 : random.uniform(5000 + i))
                        .toArray());
    }

    private static int[] counts(AliasTable table, int size) {
        int[] counts = new int[size];
        for (long point = 0; point < POINTS; point++) {
            counts[table.draw((2 * point + 1) << 41)]++;
        }
        return counts;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("weights")
    void anIndexHasTheShareOfItsWeight(double[] weights) {
        int[] counts = counts(AliasTable.of(weights), weights.length);
        double largest = Arrays.stream(weights).max().orElseThrow();
        double[] scaled = Arrays.stream(weights).map(w -> w / largest).toArray();
        double sum = Arrays.stream(scaled).sum();
        int sumOfErrors = 0;
        for (int i = 0; i < weights.length; i++) {
            sumOfErrors += (int) Math.abs(counts[i] - scaled[i] / sum * POINTS);
        }
        assertTrue(sumOfErrors <= 2 * weights.length, "wrong points: " + sumOfErrors);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("weights")
    void anIndexOfWeightZeroIsNeverDrawn(double[] weights) {
        AliasTable table = AliasTable.of(weights);
        BigInteger all = BigInteger.ONE.shiftLeft(64);
        for (int column = 0; column < weights.length; column++) {
            BigInteger from = all.multiply(BigInteger.valueOf(column));
            long border = from.divide(BigInteger.valueOf(weights.length)).longValue();
            for (long bits = border - 2; bits != border + 3; bits++) {
                assertTrue(weights[table.draw(bits)] > 0, "column " + column);
            }
        }
        RandomStream random = RandomStream.ofSeed(12);
        for (int i = 0; i < 100_000; i++) {
            assertTrue(weights[table.draw(random.bits(i))] > 0);
        }
    }

    @Test
    void equalWeightsFillTheirOwnColumns() {
        double[] weights = new double[1 << 10];
        Arrays.fill(weights, 0.7);
        AliasTable table = AliasTable.of(weights);
        for (int i = 0; i < weights.length; i++) {
            assertEquals(i, table.draw((long) i << 54));
            assertEquals(i, table.draw(((long) i << 54) + (1L << 54) - 1));
        }
    }

    /** Many small rests of rounding must not add up to a column for a weight of 0. */
    @Test
    void manyUnequalWeightsLeaveNothingToZero() {
        RandomStream random = RandomStream.ofSeed(13);
        double[] weights = new double[1_000_003];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 2 == 0 ? 0 : Math.exp(20 * random.uniform(i));
        }
        AliasTable table = AliasTable.of(weights);
        for (int i = 0; i < 4 * weights.length; i++) {
            assertTrue(weights[table.draw(random.bits(i))] > 0);
        }
    }
}
