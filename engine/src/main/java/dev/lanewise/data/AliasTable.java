package dev.lanewise.data;

/**
 * Draws an index with a probability in proportion to its weight in constant time: the alias method
 * (Walker, "An efficient method for generating discrete random variables with general
 * distributions", ACM TOMS 1977; built as by Vose, "A linear algorithm for generating random
 * numbers with a given distribution", IEEE TSE 1991).
 *
 * <p>The probabilities are cut up and laid into columns of equal height, one an index: the bottom
 * of column i belongs to index i, the rest to one other, its alias. A random point then falls into
 * a column by its high bits, and below or above its threshold by its low ones.
 *
 * <p>Heights are whole numbers. So the columns come out full exactly, where sums of rounded
 * fractions leave a rest behind that may belong to an index of weight 0.
 */
final class AliasTable {
    /** End of the part of column i that is its own, in 2^-64 of its height, unsigned. */
    private final long[] threshold;
    private final int[] alias;

    private AliasTable(long[] threshold, int[] alias) {
        this.threshold = threshold;
        this.alias = alias;
    }

    /** A table for weights that are finite and at least 0, and not all 0. */
    static AliasTable of(double[] weights) {
        int n = weights.length;
        int heightBits = Long.numberOfLeadingZeros(n) - 1; // n columns together are below 2^63
        long height = 1L << heightBits;
        long[] shares = shares(weights, (double) n * height);
        int[] alias = new int[n];
        int[] waiting = new int[n]; // the low from the left, the full and overfull from the right
        int low = 0;
        int high = n;
        for (int i = 0; i < n; i++) {
            alias[i] = i;
            waiting[shares[i] < height ? low++ : --high] = i;
        }
        while (low > 0) { // then some other is overfull, as the mean of those waiting is the height
            int filled = waiting[--low];
            int giver = waiting[high];
            alias[filled] = giver;
            shares[giver] -= height - shares[filled];
            if (shares[giver] < height) {
                high++;
                waiting[low++] = giver;
            }
        }
        for (int i = 0; i < n; i++) { // a full column needs no threshold: it is its own alias
            shares[i] <<= Long.SIZE - heightBits;
        }
        return new AliasTable(shares, alias);
    }

    /**
     * Whole numbers in proportion to the weights that add up to {@code total} exactly: differences
     * of rounded partial sums. A weight of 0 gets 0.
     */
    private static long[] shares(double[] weights, double total) {
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, weight);
        }
        double sum = 0; // of weights divided by the largest, so that it stays finite
        for (double weight : weights) {
            sum += weight / largest;
        }
        long[] shares = new long[weights.length];
        double partial = 0;
        long before = 0;
        for (int i = 0; i < weights.length; i++) {
            partial += weights[i] / largest;
            long rounded = (long) (partial / sum * total);
            shares[i] = rounded - before;
            before = rounded;
        }
        return shares;
    }

    /** The index that 64 random bits stand for. */
    int draw(long bits) {
        int columns = alias.length;
        int column = (int) Math.unsignedMultiplyHigh(bits, columns);
        boolean own = Long.compareUnsigned(bits * columns, threshold[column]) < 0;
        return own ? column : alias[column];
    }
}
