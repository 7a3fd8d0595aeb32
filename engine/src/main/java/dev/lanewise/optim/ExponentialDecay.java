package dev.lanewise.optim;

/**
 * The same factor from each step to the next; PyTorch's {@code ExponentialLR}, whose {@code
 * decaySteps} is 1:
 *
 * <pre>
 * factor(t) = gamma^(t/decaySteps)
 * </pre>
 *
 * <p>A gamma above 1 grows, as a search for the largest usable rate wants it (Smith, "Cyclical
 * learning rates for training neural networks", arXiv 1506.01186).
 *
 * @param gamma what decaySteps steps multiply the rate with, finite and above 0
 * @param decaySteps at least 1; 1
 */
public record ExponentialDecay(double gamma, long decaySteps) implements Schedule {
    /** Checks all settings. */
    public ExponentialDecay {
        ScheduleSettings.positive("gamma", gamma);
        ScheduleSettings.steps("decaySteps", decaySteps);
    }

    /** A factor for every single step. */
    public static ExponentialDecay of(double gamma) {
        return new ExponentialDecay(gamma, 1);
    }

    /** A copy that needs so many steps for a factor of gamma. */
    public ExponentialDecay withDecaySteps(long decaySteps) {
        return new ExponentialDecay(gamma, decaySteps);
    }

    @Override
    public double factor(long step) {
        ScheduleSettings.step(step);
        return StrictMath.pow(gamma, (double) step / decaySteps);
    }
}
