package dev.lanewise.optim;

/**
 * From the base rate to the minimum along half a period of the cosine; PyTorch's {@code
 * CosineAnnealingLR} up to its {@code T_max}, from where on it stays, while PyTorch's rate rises
 * again (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017):
 *
 * <pre>
 * factor(t) = minimumFactor + (1 − minimumFactor)·(1 + cos(π·min(t, totalSteps)/totalSteps))/2
 * </pre>
 *
 * @param totalSteps step at which the minimum is reached, at least 1
 * @param minimumFactor part of the base rate that remains, from 0 to 1; 0
 */
public record CosineAnnealing(long totalSteps, double minimumFactor) implements Schedule {
    /** Checks all settings. */
    public CosineAnnealing {
        ScheduleSettings.steps("totalSteps", totalSteps);
        ScheduleSettings.minimumFactor(minimumFactor);
    }

    /** To 0 in so many steps. */
    public static CosineAnnealing of(long totalSteps) {
        return new CosineAnnealing(totalSteps, 0);
    }

    /** A copy with another minimum. */
    public CosineAnnealing withMinimumFactor(double minimumFactor) {
        return new CosineAnnealing(totalSteps, minimumFactor);
    }

    @Override
    public double factor(long step) {
        double position = ScheduleSettings.position(step, totalSteps);
        return Annealing.COSINE.between(1, minimumFactor, position);
    }
}
