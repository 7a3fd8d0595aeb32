package dev.lanewise.optim;

import java.util.Objects;

/**
 * One schedule after another; PyTorch's {@code SequentialLR} with one milestone:
 *
 * <pre>
 * factor(t) = t &lt; steps ? first.factor(t) : next.factor(t − steps)
 * </pre>
 *
 * <p>More than two are joined by a next that is joined itself.
 *
 * @param first the schedule of the first steps
 * @param steps how many these are, at least 1
 * @param next the schedule of all others, which begins then
 */
public record JoinedSchedule(Schedule first, long steps, Schedule next) implements Schedule {
    /** Checks all settings. */
    public JoinedSchedule {
        Objects.requireNonNull(first, "first");
        ScheduleSettings.steps("steps", steps);
        Objects.requireNonNull(next, "next");
    }

    @Override
    public double factor(long step) {
        return step < steps ? first.factor(step) : next.factor(step - steps);
    }
}
