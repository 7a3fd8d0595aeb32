package dev.lanewise.report;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The middle of some values. */
public final class Median {
    private Median() {}

    /** The median, the mean of the middle two where there is none in the middle. */
    public static OptionalDouble of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        double lower = sorted[(sorted.length - 1) / 2];
        double upper = sorted[sorted.length / 2];
        return OptionalDouble.of((lower + upper) / 2);
    }
}
