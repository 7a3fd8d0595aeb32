package dev.lanewise.peers;

import java.util.Locale;

/**
 * A figure of the report, and whether clean windows stand behind it.
 *
 * @param value such as GFLOP/s, or a ratio of two of them
 * @param clean false for the best of windows that were not clean
 */
record Figure(double value, boolean clean) {
    /** This figure in units of another one. */
    Figure over(Figure other) {
        return new Figure(value / other.value, clean && other.clean);
    }

    /** With so many decimals, and a star if it is not clean. */
    String text(int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value) + (clean ? "" : "*");
    }
}
