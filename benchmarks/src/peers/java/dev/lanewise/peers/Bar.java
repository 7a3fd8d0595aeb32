package dev.lanewise.peers;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that is asked of our figures.
 *
 * @param what is asked, in words
 * @param asked the least that will do
 * @param isMean whether the geometric mean of the products counts, else the lowest of them
 * @param planned the products of the run that it is asked of
 * @param figures of those that were measured
 */
record Bar(
        String what,
        double asked,
        boolean isMean,
        List<Shape> planned,
        Map<Shape, Figure> figures) {
    /** Forks of ours with enough clean windows, without which there is no verdict. */
    static final int FORKS_ASKED = 5;

    /** One line: whether the bar is met, and with which figure; or why that is not decided. */
    String verdict() {
        String asking = " (asked: " + threeDecimals(asked) + ")";
        if (figures.isEmpty()) {
            return "not measured: " + what + asking;
        }
        double value = isMean ? geometricMean() : lowest().getValue().value();
        boolean isDecided = forks(leastKnown()) >= FORKS_ASKED;
        String verdict = isDecided ? value >= asked ? "met: " : "missed: " : "undecided: ";
        return verdict + what + ": " + threeDecimals(value)
                + (isMean ? "" : " at " + lowest().getKey()) + ", over " + figures.size() + " of "
                + planned.size() + " products" + asking + (isMean ? "" : below())
                + (isDecided ? "" : fewestForks());
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
        return count == 0 ? "" : ", below at " + count;
    }

    private String fewestForks() {
        return "; fewest clean forks " + forks(leastKnown()) + " at " + leastKnown() + " (asked: "
                + FORKS_ASKED + ")";
    }

    private Shape leastKnown() {
        return planned.stream().min(Comparator.comparingInt(this::forks)).orElseThrow();
    }

    private int forks(Shape shape) {
        return figures.containsKey(shape) ? figures.get(shape).forks() : 0;
    }

    private static String threeDecimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
