package dev.lanewise.peers.compare;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that is asked of our figures.
 *
 * @param what is asked, in words
 * @param asked the least that will do
 * @param isMean whether the geometric mean of the workloads counts, else the lowest of them
 * @param planned the workloads of the run that it is asked of
 * @param figures of those that were measured
 */
public record Bar(
        String what,
        double asked,
        boolean isMean,
        List<String> planned,
        Map<String, Figure> figures) {
    /** Clean forks of ours and of each peer, without which there is no verdict. */
    public static final int FORKS_ASKED = 5;

    /** A bar for the lowest figure of these workloads. */
    public static <W extends Workload> Bar lowest(
            String what, double asked, List<W> planned, Function<W, Optional<Figure>> figure) {
        return of(what, asked, false, planned, figure);
    }

    /** A bar for the geometric mean of these workloads. */
    public static <W extends Workload> Bar mean(
            String what, double asked, List<W> planned, Function<W, Optional<Figure>> figure) {
        return of(what, asked, true, planned, figure);
    }

    private static <W extends Workload> Bar of(
            String what,
            double asked,
            boolean isMean,
            List<W> planned,
            Function<W, Optional<Figure>> figure) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (W workload : planned) {
            figure.apply(workload).ifPresent(value -> figures.put(workload.toString(), value));
        }
        List<String> names = planned.stream().map(Workload::toString).toList();
        return new Bar(what, asked, isMean, names, figures);
    }

    /** One line: whether the bar is met, and with which figure; or why that is not decided. */
    public String verdict() {
        String asking = " (asked: " + threeDecimals(asked) + ")";
        if (figures.isEmpty()) {
            return "not measured: " + what + asking;
        }
        double value = isMean ? geometricMean() : lowest().getValue().value();
        boolean isDecided = forks(leastKnown()) >= FORKS_ASKED;
        String verdict = isDecided ? value >= asked ? "met: " : "missed: " : "undecided: ";
        return verdict + what + ": " + threeDecimals(value)
                + (isMean ? "" : " at " + lowest().getKey()) + ", over " + figures.size() + " of "
                + planned.size() + asking + (isMean ? "" : below())
                + (isDecided ? "" : fewestForks());
    }

    private Map.Entry<String, Figure> lowest() {
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

    private String leastKnown() {
        return planned.stream().min(Comparator.comparingInt(this::forks)).orElseThrow();
    }

    private int forks(String workload) {
        return figures.containsKey(workload) ? figures.get(workload).forks() : 0;
    }

    private static String threeDecimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
