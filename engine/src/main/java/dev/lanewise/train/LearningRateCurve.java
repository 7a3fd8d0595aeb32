package dev.lanewise.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a {@link LearningRateFinder} has seen: the loss over the learning rate.
 *
 * @param points in ascending order of their rates, each the same factor above the one before
 */
public record LearningRateCurve(List<Point> points) {
    /** Points on either side of the one whose slope is taken. */
    private static final int REACH = 5;

    /** Keeps a copy of the list. */
    public LearningRateCurve {
        points = List.copyOf(points);
    }

    /**
     * One update.
     *
     * @param learningRate its rate
     * @param loss of its batch, before it
     * @param smoothedLoss moving average of the losses so far; it lags behind them by some {@code
     *     smoothing/(1 − smoothing)} updates
     */
    public record Point(double learningRate, double loss, double smoothedLoss) {}

    /**
     * The rate at which the loss fell fastest: where a straight line through eleven losses over the
     * logarithms of their rates, by least squares, falls most steeply; of equal ones the lowest. It
     * is the middle one of the eleven, no higher than the rate of the least smoothed loss (of those
     * from the eleventh on, since the first are smoothed little). As the losses themselves are
     * taken, it does not lag.
     *
     * <p>A place to start from, and usually a rate at which training is fast and not yet at its
     * limit; a look at the curve is worth more.
     *
     * @return empty where the loss falls nowhere, or there are fewer than eleven points
     */
    public OptionalDouble suggestion() {
        int last = Math.min(lowest(), points.size() - 1 - REACH);
        double steepest = 0;
        OptionalDouble rate = OptionalDouble.empty();
        for (int i = REACH; i <= last; i++) {
            double slope = slope(i);
            if (slope < steepest) {
                steepest = slope;
                rate = OptionalDouble.of(points.get(i).learningRate());
            }
        }
        return rate;
    }

    private int lowest() {
        int lowest = Math.min(2 * REACH, points.size() - 1);
        for (int i = lowest + 1; i < points.size(); i++) {
            if (points.get(i).smoothedLoss() < points.get(lowest).smoothedLoss()) {
                lowest = i;
            }
        }
        return lowest;
    }

    /** Up to a factor that is the same for all i. */
    private double slope(int i) {
        double sum = 0;
        for (int d = -REACH; d <= REACH; d++) {
            sum += d * points.get(i + d).loss();
        }
        return sum;
    }
}
