package dev.lanewise.benchmark;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JMH's units of scores, such as {@code ops/s} and {@code us/op}. */
final class TimeUnits {
    private static final String RATE = "ops/";
    private static final String TIME = "/op";

    private static final Pattern TIME_AND_UNIT = Pattern.compile("(\\d{1,12}) ([a-z]+)");

    private static final Map<String, Double> NANOS = Map.of(
            "ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

    private TimeUnits() {}

    /**
     * Nanoseconds an operation.
     *
     * @throws IllegalArgumentException if the unit is none of a time or of a rate
     */
    static double nanosPerOperation(double score, String unit) {
        if (unit.startsWith(RATE)) {
            return nanos(unit, unit.substring(RATE.length())) / score;
        }
        if (unit.endsWith(TIME)) {
            return nanos(unit, unit.substring(0, unit.length() - TIME.length())) * score;
        }
        throw unknown(unit);
    }

    /** Nanoseconds of a time such as {@code 50 ms}; empty if it is none. */
    static OptionalDouble nanos(String time) {
        Matcher matcher = TIME_AND_UNIT.matcher(time);
        return matcher.matches() && NANOS.containsKey(matcher.group(2))
                ? OptionalDouble.of(
                        NANOS.get(matcher.group(2)) * Long.parseLong(matcher.group(1)))
                : OptionalDouble.empty();
    }

    private static double nanos(String unit, String time) {
        Double nanos = NANOS.get(time);
        if (nanos == null) {
            throw unknown(unit);
        }
        return nanos;
    }

    private static IllegalArgumentException unknown(String unit) {
        return new IllegalArgumentException(
                "scoreUnit is " + unit + ", expected one such as ops/s or us/op");
    }
}
