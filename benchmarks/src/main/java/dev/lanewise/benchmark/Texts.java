package dev.lanewise.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures as a person reads them. */
final class Texts {
    /** Stands where there is no figure. */
    static final String NONE = "-";

    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Texts() {}

    /** Such as {@code 845 ns}, {@code 12.3 µs} or {@code 1.61 ms}. */
    static String time(double nanos) {
        if (!Double.isFinite(nanos)) {
            return NONE;
        }
        if (nanos < 999.5) {
            return threeDigits(nanos) + " ns";
        }
        if (nanos < 999.5e3) {
            return threeDigits(nanos / 1e3) + " µs";
        }
        return nanos < 999.5e6
                ? threeDigits(nanos / 1e6) + " ms"
                : threeDigits(nanos / 1e9) + " s";
    }

    /** Three digits that count, and all in front of the point. */
    static String threeDigits(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        int decimals = THREE_DIGITS.getPrecision() - rounded.precision() + rounded.scale();
        return rounded.setScale(Math.max(0, decimals), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** Such as {@code 0.92}. */
    static String share(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : NONE;
    }

    /** Such as {@code 4.1} of 0.041. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
