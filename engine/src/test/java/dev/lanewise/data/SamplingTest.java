package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SamplingTest {
    /** Rows of an epoch, in order: {@link DatasetTest#numbered} has the row in its target. */
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

    /** How often every row comes in so many epochs. */
    private static int[] counts(Batches batches, int rows, int epochs) {
        int[] counts = new int[rows];
        for (int e = 1; e <= epochs; e++) {
            epoch(batches, e).forEach(row -> counts[row]++);
        }
        return counts;
    }

    /** A count of Bernoulli draws, within five standard deviations. */
    private static void assertShare(double share, int count, int draws, String what) {
        double deviation = Math.sqrt(draws * share * (1 - share));
        assertEquals(share * draws, count, 5 * deviation, what);
    }

    private static Dataset classes(float... targets) {
        return Dataset.of(new float[targets.length], 1, targets, 1);
    }

    @Test
    void shuffledRowsAreThoseOfTheEpochsStream() {
        int[] order = IntStream.range(0, 100).toArray();
        RandomStream.of(5, RandomStream.Purpose.ROW_ORDER).stream(3).shuffle(order);
        List<Integer> expected = IntStream.of(order).boxed().toList();
        Dataset set = DatasetTest.numbered(100);
        assertEquals(expected, epoch(new Batches(set, 16, 5), 3));
        assertEquals(expected, epoch(new Batches(set, Sampling.shuffled(), 7, 5), 3));
    }

    @Test
    void aDrawTakesItsNumberOfTheEpochsStream() {
        double[] equal = new double[64];
        Arrays.fill(equal, 0.3);
        RandomStream random = RandomStream.of(5, RandomStream.Purpose.ROW_ORDER).stream(3);
        List<Integer> expected =
                IntStream.range(0, 64).mapToObj(i -> random.below(64, i)).toList();
        Dataset set = DatasetTest.numbered(64);
        assertEquals(expected, epoch(new Batches(set, Sampling.weighted(equal), 16, 5), 3));
    }

    @Test
    void rowsComeAsOftenAsTheirWeightsSay() {
        double[] weights = {1, 0, 2, 3, 0, 4, 0.5, 0, 9.5};
        Batches batches =
                new Batches(
                        DatasetTest.numbered(9), Sampling.weighted(weights).withDraws(1000), 32, 1);
        assertEquals(32, batches.count());
        int[] counts = counts(batches, 9, 200);
        assertEquals(200_000, IntStream.of(counts).sum());
        for (int row = 0; row < 9; row++) {
            assertShare(weights[row] / 20, counts[row], 200_000, "row " + row);
        }
    }

    @Test
    void anEpochHasAsManyDrawsAsRowsUnlessTold() {
        double[] weights = new double[50];
        weights[7] = 2;
        Batches batches = new Batches(DatasetTest.numbered(50), Sampling.weighted(weights), 20, 1);
        assertEquals(3, batches.count());
        List<Integer> rows = epoch(batches, 1);
        assertEquals(50, rows.size());
        assertEquals(List.of(7), rows.stream().distinct().toList());
    }

    @Test
    void drawsFollowFromSeedEpochAndNumberAlone() {
        Dataset set = DatasetTest.numbered(40);
        Sampling.Weighted sampling =
                Sampling.weighted(IntStream.range(0, 40).asDoubleStream().toArray());
        Batches batches = new Batches(set, sampling, 7, 1);
        List<Integer> first = epoch(batches, 1);
        List<Integer> second = epoch(batches, 2);
        assertNotEquals(first, second);
        assertEquals(first, epoch(batches, 1));
        assertEquals(second, epoch(new Batches(set, sampling, 40, 1), 2));
        assertNotEquals(first, epoch(new Batches(set, sampling, 7, 2), 1));
        Sampling half = sampling.withDraws(20);
        assertEquals(first.subList(0, 20), epoch(new Batches(set, half, 7, 1), 1));
    }

    /** Neighbouring draws are independent: pairs come as often as their product. */
    @Test
    void drawsAreIndependentOfEachOther() {
        Batches batches =
                new Batches(
                        DatasetTest.numbered(2), Sampling.weighted(1, 3).withDraws(100_001), 64, 3);
        List<Integer> rows = epoch(batches, 1);
        int[] pairs = new int[4];
        for (int i = 0; i < 100_000; i++) {
            pairs[2 * rows.get(i) + rows.get(i + 1)]++;
        }
        double[] shares = {1 / 16.0, 3 / 16.0, 3 / 16.0, 9 / 16.0};
        for (int pair = 0; pair < 4; pair++) {
            assertShare(shares[pair], pairs[pair], 100_000, "pair " + pair);
        }
    }

    @Test
    void everyClassOfASkewedSetComesEquallyOften() {
        float[] targets = new float[1000]; // 940 of class 0, 50 of class 2, 9 of class 5, 1 of 9
        for (int row = 940; row < 1000; row++) {
            targets[row] = row < 990 ? 2 : row < 999 ? 5 : 9;
        }
        Batches batches = new Batches(classes(targets), Sampling.classBalanced(), 64, 4);
        int[] counts = new int[10];
        for (int e = 1; e <= 100; e++) {
            batches.start(e);
            while (batches.next()) {
                for (int i = 0; i < batches.rows(); i++) {
                    counts[(int) batches.targets()[i]]++;
                }
            }
        }
        assertEquals(100_000, IntStream.of(counts).sum());
        for (int present : new int[] {0, 2, 5, 9}) {
            assertShare(0.25, counts[present], 100_000, "class " + present);
        }
    }

    @Test
    void rowsOfAClassComeEquallyOften() {
        float[] targets = new float[10];
        targets[9] = 1;
        float[] features = new float[10];
        for (int row = 0; row < 10; row++) {
            features[row] = row;
        }
        Batches batches =
                new Batches(
                        Dataset.of(features, 1, targets, 1),
                        Sampling.classBalanced().withDraws(90_000), 90_000, 1);
        batches.start(1);
        batches.next();
        int[] counts = new int[10];
        for (float row : batches.features()) {
            counts[(int) row]++;
        }
        for (int row = 0; row < 9; row++) {
            assertShare(1 / 18.0, counts[row], 90_000, "row " + row);
        }
        assertShare(0.5, counts[9], 90_000, "row 9");
    }

    @Test
    void aSamplingKeepsItsOwnWeights() {
        double[] weights = {1, 2};
        Sampling.Weighted sampling = Sampling.weighted(weights);
        weights[0] = -1;
        sampling.weights()[1] = -1;
        assertArrayEquals(new double[] {1, 2}, sampling.weights());
        assertEquals(5, sampling.withDraws(5).draws().orElseThrow());
        assertFalse(Sampling.classBalanced().draws().isPresent());
    }

    @Test
    void wrongSettingsAreNamedWithValueAndExpectation() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertError("weight of row 1 is " + wrong + ", expected finite and at least 0",
                    () -> Sampling.weighted(1, wrong));
        }
        assertError("largest weight is 0, expected above 0", () -> Sampling.weighted(0, 0));
        assertError("largest weight is 0, expected above 0", Sampling::weighted);
        assertError("draws is 0, expected at least 1", () -> Sampling.weighted(1).withDraws(0));
        assertError("draws is -1, expected at least 1",
                () -> Sampling.classBalanced().withDraws(-1));
    }

    @Test
    void aSamplingMustSuitTheSet() {
        Dataset ten = DatasetTest.numbered(10);
        assertError("number of weights is 2, expected 10, one a row of the data set",
                () -> new Batches(ten, Sampling.weighted(1, 2), 1, 0));
        assertError("target of row 1 is -1.0, expected a class index, a whole number from 0 to "
                + "16777215", () -> new Batches(ten, Sampling.classBalanced(), 1, 0));
        Dataset distributions = Dataset.of(new float[2], 1, new float[4], 2);
        assertError("targetSize is 2, expected 1, a class index, for class-balanced sampling",
                () -> new Batches(distributions, Sampling.classBalanced(), 1, 0));
        assertError("batchSize is 4, expected from 1 to 3, the number of rows of an epoch",
                () -> new Batches(classes(0, 1, 1, 0, 0), Sampling.classBalanced().withDraws(3), 4,
                        0));
        assertError("number of rows of the data set is 0, expected at least 1",
                () -> new Batches(DatasetTest.numbered(0), Sampling.weighted(1), 1, 0));
    }

    private static void assertError(String message, Executable executable) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
