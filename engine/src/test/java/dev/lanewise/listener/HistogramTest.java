package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static Histogram of(int bins, float... values) {
        return Histogram.of(values, 0, values.length, bins);
    }

    @Test
    void valuesAreCountedBetweenTheEdges() {
        Histogram histogram = of(4, 0, 1, 1.5f, 2, 3, 4, 4, -0f);
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0), histogram.edges());
        assertEquals(List.of(2L, 2L, 1L, 3L), histogram.counts());
        assertEquals(8, histogram.count());
        assertEquals(2, histogram.zeros());
        assertEquals(0, histogram.notFinite());
        assertEquals(0, histogram.min());
        assertEquals(4, histogram.max());
        assertEquals(15.5 / 8, histogram.mean());
    }

    /** Each bin counted anew, by its edges. */
    @Test
    void everyBinHoldsWhatItsEdgesSay() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(300);
            int bins = 1 + random.nextInt(97);
            double scale = Math.scalb(1.0, random.nextInt(-140, 127));
            float middle = random.nextInt(3) * (float) scale * 1000;
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                // a grid, so that many values are on edges
                values[i] = middle + (float) (scale * (random.nextInt(2 * bins + 1) - bins) / bins);
            }
            assumeFinite(values);
            Histogram histogram = of(bins, values);
            assertEquals(n, histogram.count());
            for (int b = 0; b < bins; b++) {
                double from = histogram.edges().get(b);
                double to = histogram.edges().get(b + 1);
                boolean last = b == bins - 1;
                long expected = 0;
                for (float value : values) {
                    expected += value >= from && (value < to || last && value <= to) ? 1 : 0;
                }
                assertTrue(from < to, from + " " + to);
                assertEquals(expected, histogram.counts().get(b), "bin " + b + " of " + histogram);
            }
        }
    }

    private static void assumeFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i], -Float.MAX_VALUE, Float.MAX_VALUE);
        }
    }

    @Test
    void figuresAreWhatTheirFormulasSay() {
        Slice slice = Slice.random(3, 1000, 2);
        float[] before = slice.array().clone();
        Histogram histogram = Histogram.of(slice.array(), slice.offset(), 1000, 10);
        double mean = 0;
        for (float value : slice.values()) {
            mean += value / 1000.0;
        }
        double variance = 0;
        for (float value : slice.values()) {
            variance += Math.pow(value - mean, 2) / 1000;
        }
        assertEquals(mean, histogram.mean(), 1e-12);
        assertEquals(Math.sqrt(variance), histogram.deviation(), 1e-12);
        assertArrayEquals(before, slice.array());
    }

    @Test
    void aSmallSpreadFarFromZeroIsNotLost() {
        Histogram histogram = of(2, 16_000_000, 16_000_001, 16_000_000, 16_000_001);
        assertEquals(0.5, histogram.deviation());
        assertEquals(List.of(2L, 2L), histogram.counts());
    }

    @Test
    void whatIsNotFiniteIsCountedApart() {
        Histogram histogram =
                of(2, Float.NaN, 1, Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY, Float.NaN);
        assertEquals(4, histogram.notFinite());
        assertEquals(List.of(1L, 1L), histogram.counts());
        assertEquals(2, histogram.mean());
        assertEquals(1, histogram.deviation());
    }

    @Test
    void equalValuesAndNoValuesHaveBinsAroundThem() {
        for (float value : new float[] {0, 2, -3e38f, Float.MAX_VALUE, Float.MIN_VALUE}) {
            Histogram histogram = of(5, value, value, value);
            assertEquals(3, histogram.counts().stream().mapToLong(Long::longValue).sum());
            assertTrue(
                    histogram.edges().getFirst() < value && value < histogram.edges().getLast());
            assertEquals(histogram.edges(), histogram.edges().stream().distinct().toList());
            assertEquals(value, histogram.min());
            assertEquals(0, histogram.deviation());
        }
        for (Histogram nothing : List.of(of(3), of(3, Float.NaN))) {
            assertEquals(List.of(0L, 0L, 0L), nothing.counts());
            assertEquals(4, nothing.edges().size());
            for (double figure : new double[] {
                nothing.min(), nothing.max(), nothing.mean(), nothing.deviation()
            }) {
                assertEquals(Double.NaN, figure);
            }
        }
    }

    @Test
    void theExtremesOfFloatsFit() {
        Histogram histogram = of(1 << 16, -Float.MAX_VALUE, Float.MAX_VALUE, 0);
        assertEquals(1, histogram.counts().getFirst());
        assertEquals(1, histogram.counts().getLast());
        assertEquals(1, histogram.counts().get(1 << 15));
    }

    @Test
    void aLineShowsTheShapeAndTheFigures() {
        float[] values = new float[30];
        int at = 0;
        int[] counts = {1, 8, 0, 16, 5};
        for (int bin = 0; bin < 5; bin++) {
            Arrays.fill(values, at, at += counts[bin], bin);
        }
        assertEquals(
                "0.000 ▁▄ █▃ 4.000  mean 2.533, deviation 1.147, 30 values, 1 zeros, 0 not finite",
                of(5, values).toString());
        assertEquals(
                "-0.5000     0.5000  mean NaN, deviation NaN, 0 values, 0 zeros, 1 not finite",
                of(3, Float.NaN).toString());
    }

    @Test
    void aHistogramDoesNotChangeWithItsLists() {
        List<Double> edges = new ArrayList<>(List.of(0.0, 1.0));
        List<Long> counts = new ArrayList<>(List.of(1L));
        Histogram histogram = new Histogram(edges, counts, 0, 1, 0, 0, 0, 0);
        Collections.fill(edges, 7.0);
        Collections.fill(counts, 7L);
        assertEquals(new Histogram(List.of(0.0, 1.0), List.of(1L), 0, 1, 0, 0, 0, 0), histogram);
    }

    @Test
    void brokenArgumentsAreRefused() {
        float[] values = new float[4];
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(values, 0, 4, 0));
        assertThrows(
                IllegalArgumentException.class, () -> Histogram.of(values, 0, 4, (1 << 16) + 1));
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(values, 0, -1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Histogram.of(values, 1, 4, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Histogram(List.of(0.0), List.of(1L), 0, 0, 0, 0, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Histogram(List.of(0.0), List.of(), 0, 0, 0, 0, 0, 0));
    }
}
