package dev.lanewise.optim;

/**
 * Another factor of gamma after every so many steps; PyTorch's {@code StepLR}:
 *
 * <pre>
 * factor(t) = gamma^⌊t/stepSize⌋
 * </pre>
 *
 * @param stepSize steps of one value, at least 1
 * @param gamma finite and above 0; 0.1
 */
public record StepDecay(long stepSize, double gamma) implements Schedule {
    /** Checks all settings. */
    public StepDecay {
        ScheduleSettings.steps("stepSize", stepSize);
        ScheduleSettings.positive("gamma", gamma);
    }

    /** PyTorch's gamma, 0.1, after every so many steps. */
    public static StepDecay of(long stepSize) {
        return new StepDecay(stepSize, 0.1);
    }

    /** A copy with another gamma. */
    public StepDecay withGamma(double gamma) {
        return new StepDecay(stepSize, gamma);
    }

    @Override
    public double factor(long step) {
        ScheduleSettings.step(step);
        return StrictMath.pow(gamma, step / stepSize);
    }
}
