package dev.lanewise.optim;

/**
 * From one factor to another in equal steps; PyTorch's {@code LinearLR}:
 *
 * <pre>
 * factor(t) = startFactor + (endFactor − startFactor)·min(t, totalSteps)/totalSteps
 * </pre>
 *
 * <p>With each setting stands PyTorch's default. For a fall to 0 see {@link PolynomialDecay}, for
 * a warm-up {@link Schedule#withWarmUp}.
 *
 * @param totalSteps step at which the end is reached, at least 1
 * @param startFactor finite and at least 0; 1/3
 * @param endFactor finite and at least 0; 1
 */
public record LinearSchedule(long totalSteps, double startFactor, double endFactor)
        implements
            Schedule {
    /** Checks all settings. */
    public LinearSchedule {
        ScheduleSettings.steps("totalSteps", totalSteps);
        ScheduleSettings.factor("startFactor", startFactor);
        ScheduleSettings.factor("endFactor", endFactor);
    }

    /** PyTorch's defaults over so many steps. */
    public static LinearSchedule of(long totalSteps) {
        return new LinearSchedule(totalSteps, 1.0 / 3, 1);
    }

    /** A copy with another first value. */
    public LinearSchedule withStartFactor(double startFactor) {
        return new LinearSchedule(totalSteps, startFactor, endFactor);
    }

    /** A copy with another last value. */
    public LinearSchedule withEndFactor(double endFactor) {
        return new LinearSchedule(totalSteps, startFactor, endFactor);
    }

    @Override
    public double factor(long step) {
        double position = ScheduleSettings.position(step, totalSteps);
        return Annealing.LINEAR.between(startFactor, endFactor, position);
    }
}
