package dev.lanewise.optim;

/**
 * Periods of cosine annealing, each begun anew at the base rate; PyTorch's {@code
 * CosineAnnealingWarmRestarts} (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm
 * restarts", ICLR 2017):
 *
 * <pre>
 * factor(t) = minimumFactor + (1 − minimumFactor)·(1 + cos(π·s/n))/2
 * </pre>
 *
 * <p>for step s of a period of n steps: the first has {@code period} of them, each later one
 * {@code multiplier} times as many as the one before. The minimum itself is where the next period
 * begins, so no step has it.
 *
 * @param period steps of the first period, PyTorch's {@code T_0}, at least 1
 * @param multiplier growth of the periods, PyTorch's {@code T_mult}, at least 1; 1
 * @param minimumFactor part of the base rate that each period falls towards, from 0 to 1; 0
 */
public record CosineWarmRestarts(long period, long multiplier, double minimumFactor)
        implements
            Schedule {
    /** Checks all settings. */
    public CosineWarmRestarts {
        ScheduleSettings.steps("period", period);
        ScheduleSettings.steps("multiplier", multiplier);
        ScheduleSettings.minimumFactor(minimumFactor);
    }

    /** PyTorch's defaults: equal periods, towards 0. */
    public static CosineWarmRestarts of(long period) {
        return new CosineWarmRestarts(period, 1, 0);
    }

    /** A copy whose periods grow by another factor. */
    public CosineWarmRestarts withMultiplier(long multiplier) {
        return new CosineWarmRestarts(period, multiplier, minimumFactor);
    }

    /** A copy with another minimum. */
    public CosineWarmRestarts withMinimumFactor(double minimumFactor) {
        return new CosineWarmRestarts(period, multiplier, minimumFactor);
    }

    @Override
    public double factor(long step) {
        ScheduleSettings.step(step);
        // whole numbers as doubles: exact up to 2^53, and no overflow of the last, longest period
        double length = period;
        double since = multiplier == 1 ? step % period : step;
        while (since >= length) { // as often as there were restarts, at most 63 times
            since -= length;
            length *= multiplier;
        }
        return Annealing.COSINE.between(1, minimumFactor, since / length);
    }
}
