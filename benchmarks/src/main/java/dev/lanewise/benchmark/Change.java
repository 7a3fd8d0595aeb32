package dev.lanewise.benchmark;

import dev.lanewise.measure.CleanWindows;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How many times as long a call takes as it did, with an interval of confidence.
 *
 * <p>The fork is the unit of variation: iterations of one JVM share what C2 made of the code in it,
 * and say nothing of the next (Georges, Buytaert and Eeckhout 2007; Kalibera and Jones 2013). So
 * the figures are one a fork, their logarithms are compared, and the interval is Welch's, which
 * does not ask that both sides vary alike.
 *
 * @param before nanoseconds a call, the geometric mean of the old forks
 * @param now the same of the new ones
 * @param low the lower end of the interval of the ratio, new by old
 * @param high its upper end
 */
record Change(double before, double now, double low, double high) {
    /** What the interval says. */
    enum Verdict {
        /** The whole of it lies above what drift explains. */
        SLOWER,
        /** The whole of it lies below. */
        FASTER,
        /** It holds values that need no change of the code. */
        NO_CHANGE
    }

    /**
     * Compares two sets of forks.
     *
     * @param before nanoseconds a call, one figure of each fork; two at least
     * @param after the same of the new run
     * @param level the probability at which an interval may miss the truth
     */
    static Change of(double[] before, double[] after, double level) {
        Sample old = Sample.of(before);
        Sample now = Sample.of(after);
        double difference = now.mean - old.mean;
        double margin = margin(old.error, now.error, old.count - 1, now.count - 1, level);
        return new Change(
                Math.exp(old.mean), Math.exp(now.mean), Math.exp(difference - margin),
                Math.exp(difference + margin));
    }

    /** Logarithms: their mean, the square of its standard error, and how many there are. */
    private record Sample(double mean, double error, int count) {
        static Sample of(double[] nanos) {
            double[] logs = DoubleStream.of(nanos).map(Math::log).toArray();
            double mean = DoubleStream.of(logs).average().orElseThrow();
            double squares = DoubleStream.of(logs).map(log -> (log - mean) * (log - mean)).sum();
            return new Sample(mean, squares / (logs.length - 1) / logs.length, logs.length);
        }
    }

    /** Half of Welch's interval. */
    private static double margin(double a, double b, int freeA, int freeB, double level) {
        double error = a + b;
        if (error == 0) {
            return 0;
        }
        double free = error * error / (a * a / freeA + b * b / freeB);
        double quantile = new TDistribution(free).inverseCumulativeProbability(1 - level / 2);
        return quantile * Math.sqrt(error);
    }

    /** New by old. */
    double ratio() {
        return now / before;
    }

    /** Yardsticks of runs that are compared may differ a little, and so may the machine. */
    Verdict verdict() {
        if (low > 1 / CleanWindows.NEAR_BEST) {
            return Verdict.SLOWER;
        }
        return high < CleanWindows.NEAR_BEST ? Verdict.FASTER : Verdict.NO_CHANGE;
    }

    /** The verdict in words. */
    String text() {
        double most = Math.max(high, 1 / low) - 1;
        return switch (verdict()) {
            case SLOWER -> "slower";
            case FASTER -> "faster";
            case NO_CHANGE -> "no change seen (could be up to "
                    + Texts.percent(most) + " per cent)";
        };
    }

    /** Such as {@code 1.10 (1.06 to 1.14)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratio(), low, high);
    }
}
