package dev.lanewise.measure;

import java.util.Arrays;

/**
 * How long a work that was just begun takes to get up to speed.
 *
 * @param calls the calls made before it
 * @param nanos the time that they took
 * @param finalNanosPerCall the median of the last third of all calls
 */
public record TimeToSpeed(int calls, long nanos, double finalNanosPerCall) {
    /** Two stretches of this length in a row must be fast, each by its median call. */
    private static final long STRETCH = 10_000_000;
    private static final int LEAST_CALLS = 5;

    /**
     * From the time that each call took, from the first on.
     *
     * @param share of the final speed that counts as up to speed
     * @throws IllegalArgumentException if the calls are too few to have a final speed
     */
    public static TimeToSpeed of(long[] nanosOfCalls, double share) {
        int last = nanosOfCalls.length / 3;
        if (last < LEAST_CALLS) {
            throw new IllegalArgumentException(
                    "nanosOfCalls has " + nanosOfCalls.length + " calls, expected at least "
                            + 3 * LEAST_CALLS);
        }
        double finalNanos = median(nanosOfCalls, nanosOfCalls.length - last, nanosOfCalls.length);
        double fast = finalNanos / share;
        long before = 0;
        int call = 0;
        while (call < nanosOfCalls.length - last && !staysFast(nanosOfCalls, call, fast)) {
            before += nanosOfCalls[call++];
        }
        return new TimeToSpeed(call, before, finalNanos);
    }

    private static boolean staysFast(long[] nanosOfCalls, int from, double fast) {
        if (nanosOfCalls[from] > fast) {
            return false;
        }
        int middle = endOfStretch(nanosOfCalls, from);
        int end = endOfStretch(nanosOfCalls, middle);
        return median(nanosOfCalls, from, middle) <= fast
                && (middle == end || median(nanosOfCalls, middle, end) <= fast);
    }

    private static int endOfStretch(long[] nanosOfCalls, int from) {
        long elapsed = 0;
        int call = from;
        while (call < nanosOfCalls.length && (elapsed < STRETCH || call < from + LEAST_CALLS)) {
            elapsed += nanosOfCalls[call++];
        }
        return call;
    }

    private static double median(long[] values, int from, int to) {
        long[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
