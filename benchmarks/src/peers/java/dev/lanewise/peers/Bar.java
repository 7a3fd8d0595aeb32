package dev.lanewise.peers;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * Something that is asked of our figures.
 *
 * @param what is asked, in words
 * @param asked the least that will do
 * @param isMean whether the geometric mean of the products counts, else the lowest of them
 * @param figures of the products that it is asked of
 */
record Bar(String what, double asked, boolean isMean, Map<Shape, Figure> figures) {
    /** One line: whether the bar is met, and with which figure. */
    String verdict() {
        String asking = " (asked: " + twoDecimals(asked) + ")";
        if (figures.isEmpty()) {
            return "not measured: " + what + asking;
        }
        double value = isMean ? geometricMean() : lowest().getValue().value();
        return (value >= asked ? "met: " : "missed: ") + what + ": " + twoDecimals(value)
                + (isMean ? " over " + figures.size() + " products" : " at " + lowest().getKey())
                + asking + (isMean ? "" : below()) + unclean();
    }

    private Map.Entry<Shape, Figure> lowest() {
        return figures.entrySet()
                .stream()
                .min(Map.Entry.comparingByValue(Comparator.comparingDouble(Figure::value)))
                .orElseThrow();
    }

    private double geometricMean() {
        return Math.exp(
                figures.values()
                        .stream()
                        .mapToDouble(figure -> Math.log(figure.value()))
                        .average()
                        .orElseThrow());
    }

    private String below() {
        long count = figures.values().stream().filter(figure -> figure.value() < asked).count();
        return count == 0 ? "" : ", below at " + count + " of " + figures.size() + " products";
    }

    private String unclean() {
        long count = figures.values().stream().filter(figure -> !figure.clean()).count();
        return count == 0 ? "" : "; not clean at " + count + " of " + figures.size();
    }

    private static String twoDecimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
