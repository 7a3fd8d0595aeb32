package dev.lanewise.benchmark;

import dev.lanewise.report.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The benchmark whose growth is known: a chain of dependent links takes as many times as long as it
 * has links. Where the figures do not say so, the measurement is wrong, not the kernels.
 *
 * @param deviation the largest, as a share of the median time of a link
 * @param links the length at which it is seen
 */
record Control(double deviation, String links) {
    private static final String FAMILY = "Control";
    private static final String LINKS = "links";
    private static final double MOST = 0.05;

    /** A length of the chain, and nanoseconds a link. */
    private record Point(String links, double nanos) {}

    /** From the results, if they have the control at two lengths or more. */
    static Optional<Control> of(Results results) {
        List<Point> points = new ArrayList<>();
        results.cases().forEach((what, figures) -> {
            String links = what.parameters().get(LINKS);
            if (what.family().equals(FAMILY) && links != null) {
                figures.values().forEach(figure -> points.add(
                        new Point(links, figure.nanos() / Double.parseDouble(links))));
            }
        });
        if (points.size() < 2) {
            return Optional.empty();
        }
        double middle = Median.of(points.stream().mapToDouble(Point::nanos)).orElseThrow();
        Control worst = new Control(0, LINKS);
        for (Point point : points) {
            double deviation = Math.abs(point.nanos / middle - 1);
            if (deviation >= worst.deviation) {
                worst = new Control(deviation, point.links);
            }
        }
        return Optional.of(worst);
    }

    /** Whether the growth was linear, as far as is asked. */
    boolean isLinear() {
        return deviation <= MOST;
    }

    /** One line. */
    @Override
    public String toString() {
        return "Control: the time of a link deviates from the median by "
                + Texts.percent(deviation) + " per cent at most, at " + links + " links.";
    }
}
