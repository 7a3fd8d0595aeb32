package dev.lanewise.peers;

import java.util.Locale;

/**
 * A figure of the report, and how much stands behind it.
 *
 * @param value such as GFLOP/s, or a ratio of two of them
 * @param forks the forks with enough clean windows that it comes from; 0 if it comes from others
 */
record Figure(double value, int forks) {
    /** A figure that is good without forks of ours. */
    static Figure certain(double value) {
        return new Figure(value, Integer.MAX_VALUE);
    }

    boolean isClean() {
        return forks > 0;
    }

    /** This figure in units of another one. */
    Figure over(Figure other) {
        return new Figure(value / other.value, Math.min(forks, other.forks));
    }

    /** With so many decimals, and a star if it is not clean. */
    String text(int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value) + (isClean() ? "" : "*");
    }
}
