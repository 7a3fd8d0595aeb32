package dev.lanewise.listener;

import dev.lanewise.internal.Checks;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How values are spread: counts in bins of equal width from the least to the greatest of them, and
 * the figures that say whether a layer is well.
 *
 * <p>Bin i holds the values from edge i on and below edge i + 1, the last bin its upper edge too.
 * What is not finite is counted apart and looked at no further. All figures are computed in double
 * precision, in the order of the values; the deviation in a second pass, about the mean.
 *
 * @param edges of the bins, ascending, one more than there are bins; the first is the least value
 *     and the last the greatest. Where all finite values are equal they are around that value,
 *     where there is none around 0
 * @param counts finite values in each bin
 * @param min least finite value; NaN where there is none, as the next three
 * @param max greatest finite value
 * @param mean of the finite values
 * @param deviation root of the mean of (value - mean)² over the finite values
 * @param zeros values that are 0, of either sign
 * @param notFinite values that are NaN or infinite
 */
public record Histogram(
        List<Double> edges,
        List<Long> counts,
        double min,
        double max,
        double mean,
        double deviation,
        long zeros,
        long notFinite) {
    private static final int MOST_BINS = 1 << 16;
    private static final String BARS = " ▁▂▃▄▅▆▇█";

    /** Keeps copies of the lists. */
    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        Checks.require(!counts.isEmpty(), "number of counts", 0, "at least 1");
        Checks.require(
                edges.size() == counts.size() + 1,
                "number of edges",
                edges.size(),
                "one more than the " + counts.size() + " counts");
    }

    /**
     * Takes the histogram of a slice, which is left as it is.
     *
     * @param n number of values, at least 0
     * @param bins from 1 to 65,536
     */
    public static Histogram of(float[] values, int offset, int n, int bins) {
        Checks.size("n", n);
        Checks.slice("values", values, offset, n);
        checkBins(bins);
        DoubleSummaryStatistics finite = new DoubleSummaryStatistics();
        long zeros = 0;
        for (int i = offset; i < offset + n; i++) {
            if (Float.isFinite(values[i])) {
                finite.accept(values[i] + 0.0); // -0 becomes 0
                zeros += values[i] == 0 ? 1 : 0;
            }
        }
        boolean any = finite.getCount() > 0;
        double min = any ? finite.getMin() : Double.NaN;
        double max = any ? finite.getMax() : Double.NaN;
        double mean = any ? finite.getAverage() : Double.NaN;
        double[] edges = any ? edges(min, max, bins) : edges(0, 0, bins);
        long[] counts = new long[bins];
        double squares = 0;
        for (int i = offset; i < offset + n; i++) {
            if (Float.isFinite(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
                counts[bin(values[i], edges)]++;
            }
        }
        return new Histogram(
                Arrays.stream(edges).boxed().toList(), Arrays.stream(counts).boxed().toList(), min,
                max, mean, Math.sqrt(squares / finite.getCount()), zeros, n - finite.getCount());
    }

    /** Demands a number of bins that a histogram can have. */
    static void checkBins(int bins) {
        boolean inRange = bins >= 1 && bins <= MOST_BINS;
        Checks.require(inRange, "bins", bins, "from 1 to " + MOST_BINS);
    }

    private static double[] edges(double min, double max, int bins) {
        double from = min;
        double to = max;
        if (min == max) { // wide enough for edges that differ
            double half = Math.max(0.5, Math.ulp((float) min));
            from -= half;
            to += half;
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            edges[i] = from + (to - from) * i / bins;
        }
        edges[bins] = to;
        return edges;
    }

    /** The quotient says which bin; rounded, it may say one that is next to it. */
    private static int bin(double value, double[] edges) {
        int last = edges.length - 2;
        double share = (value - edges[0]) / (edges[last + 1] - edges[0]);
        int bin = Math.min((int) (share * (last + 1)), last);
        if (value < edges[bin]) {
            return bin - 1;
        }
        return bin < last && value >= edges[bin + 1] ? bin + 1 : bin;
    }

    /** Number of finite values. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * One line: a character a bin between the outer edges, in eight heights up to the fullest bin
     * and a space where there is nothing; then the figures.
     */
    @Override
    public String toString() {
        long most = counts.stream().mapToLong(Long::longValue).max().orElseThrow();
        String bars =
                counts.stream()
                        .map(count -> BARS.substring(height(count, most), height(count, most) + 1))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%.4g %s %.4g  mean %.4g, deviation %.4g, %,d values, %,d zeros, %,d not finite",
                edges.getFirst(), bars, edges.getLast(), mean, deviation, count(), zeros,
                notFinite);
    }

    /** From 0 to 8, 0 for nothing alone. */
    private static int height(long count, long most) {
        return count == 0 ? 0 : (int) Math.ceil(8.0 * count / most);
    }
}
