package dev.lanewise.samples.table;

import java.util.Locale;

/** Numbers for people. */
final class NumberText {
    private static final int DIGITS = 4;

    private NumberText() {}

    /** Four digits that count, more where there are more before the point; never an exponent. */
    static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        int beforePoint = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        int decimals = Math.clamp(DIGITS - beforePoint, 0, 9);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
