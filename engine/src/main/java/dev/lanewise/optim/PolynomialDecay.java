package dev.lanewise.optim;

/**
 * A power of the way that remains; PyTorch's {@code PolynomialLR}, with an end above 0 on request:
 *
 * <pre>
 * factor(t) = endFactor + (1 − endFactor)·(1 − min(t, totalSteps)/totalSteps)^power
 * </pre>
 *
 * <p>With each setting stands PyTorch's default, which is a straight line from 1 to 0.
 *
 * @param totalSteps step at which the end is reached, at least 1
 * @param power finite and above 0; 1
 * @param endFactor finite and at least 0; 0, the only one that PyTorch has
 */
public record PolynomialDecay(long totalSteps, double power, double endFactor)
        implements
            Schedule {
    /** Checks all settings. */
    public PolynomialDecay {
        ScheduleSettings.steps("totalSteps", totalSteps);
        ScheduleSettings.positive("power", power);
        ScheduleSettings.factor("endFactor", endFactor);
    }

    /** PyTorch's defaults over so many steps. */
    public static PolynomialDecay of(long totalSteps) {
        return new PolynomialDecay(totalSteps, 1, 0);
    }

    /** A copy with another power. */
    public PolynomialDecay withPower(double power) {
        return new PolynomialDecay(totalSteps, power, endFactor);
    }

    /** A copy with another last value. */
    public PolynomialDecay withEndFactor(double endFactor) {
        return new PolynomialDecay(totalSteps, power, endFactor);
    }

    @Override
    public double factor(long step) {
        double remaining = 1 - ScheduleSettings.position(step, totalSteps);
        return endFactor + (1 - endFactor) * StrictMath.pow(remaining, power);
    }
}
