package dev.lanewise.optim;

/**
 * The same factor in every step; useful as a part of a {@link JoinedSchedule}. PyTorch's {@code
 * ConstantLR} ends after some steps: that is two of these, joined.
 *
 * @param factor finite and at least 0; 1
 */
public record ConstantSchedule(double factor) implements Schedule {
    /** Checks the factor. */
    public ConstantSchedule {
        ScheduleSettings.factor("factor", factor);
    }

    /** The base rate itself. */
    public static ConstantSchedule of() {
        return new ConstantSchedule(1);
    }

    @Override
    public double factor(long step) {
        ScheduleSettings.step(step);
        return factor;
    }
}
