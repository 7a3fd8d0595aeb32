package dev.lanewise.peers.compare;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A figure of the report, and how much stands behind it.
 *
 * @param value such as GFLOP/s, or a ratio of two of them
 * @param forks the forks with enough clean windows that it comes from; 0 if it comes from others
 */
public record Figure(double value, int forks) {
    /** A figure that is good whatever the number of forks. */
    public static Figure certain(double value) {
        return new Figure(value, Integer.MAX_VALUE);
    }

    /** Whether any fork with enough clean windows stands behind it. */
    public boolean isClean() {
        return forks > 0;
    }

    /** This figure in units of another one. */
    public Figure over(Figure other) {
        return new Figure(value / other.value, Math.min(forks, other.forks));
    }

    /** The figure in another unit. */
    public Figure map(DoubleUnaryOperator conversion) {
        return new Figure(conversion.applyAsDouble(value), forks);
    }

    /** With so many decimals, and a star if it is not clean. */
    public String text(int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value) + (isClean() ? "" : "*");
    }

    /** The text of a figure, or a dash where there is none. */
    public static String text(Optional<Figure> figure, int decimals) {
        return figure.map(value -> value.text(decimals)).orElse("-");
    }
}
