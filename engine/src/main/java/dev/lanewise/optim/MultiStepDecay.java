package dev.lanewise.optim;

import dev.lanewise.internal.Checks;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Another factor of gamma from each milestone on; PyTorch's {@code MultiStepLR}:
 *
 * <pre>
 * factor(t) = gamma^n, n the number of milestones that are at most t
 * </pre>
 *
 * @param milestones steps, ascending, each at least 1
 * @param gamma finite and above 0; 0.1
 */
public record MultiStepDecay(List<Long> milestones, double gamma) implements Schedule {
    /** Copies and checks all settings. */
    public MultiStepDecay {
        milestones = List.copyOf(milestones);
        long before = 0;
        for (int i = 0; i < milestones.size(); i++) {
            long milestone = milestones.get(i);
            Checks.require(
                    milestone > before,
                    "milestones[" + i + "]",
                    milestone,
                    "above " + before + (i == 0 ? "" : ", the one before"));
            before = milestone;
        }
        ScheduleSettings.positive("gamma", gamma);
    }

    /** PyTorch's gamma, 0.1, from each of these steps on. */
    public static MultiStepDecay of(long... milestones) {
        return new MultiStepDecay(LongStream.of(milestones).boxed().toList(), 0.1);
    }

    /** A copy with another gamma. */
    public MultiStepDecay withGamma(double gamma) {
        return new MultiStepDecay(milestones, gamma);
    }

    @Override
    public double factor(long step) {
        ScheduleSettings.step(step);
        int reached = 0;
        while (reached < milestones.size() && milestones.get(reached) <= step) {
            reached++;
        }
        return StrictMath.pow(gamma, reached);
    }
}
