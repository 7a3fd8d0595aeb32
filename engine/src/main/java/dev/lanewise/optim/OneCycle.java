package dev.lanewise.optim;

import dev.lanewise.internal.Checks;
import java.util.Objects;

/**
 * Up to the base rate and down again, far below where it began; PyTorch's {@code OneCycleLR} (Smith
 * and Topin, "Super-convergence: very fast training of neural networks using large learning rates",
 * arXiv 1708.07120). The optimizer's learning rate is the maximum of the cycle:
 *
 * <pre>
 * top = pctStart·totalSteps − 1                     last = totalSteps − 1
 * from step 0 to top:     annealed from 1/divFactor to 1
 * from step top to last:  annealed from 1 to 1/(divFactor·finalDivFactor)
 * </pre>
 *
 * <p>The top need not be a whole number: then no step has the maximum in full. A cycle so short
 * that the top lies before step 0 only falls. Momentum stays as it is: PyTorch's {@code
 * cycle_momentum=False}; there are two phases: {@code three_phase=False}.
 *
 * @param totalSteps steps of the cycle, at least 1; later ones keep the last value
 * @param pctStart share of the steps in which the rate rises, at least 0 and below 1; 0.3
 * @param divFactor maximum divided by the first rate, finite and at least 1; 25
 * @param finalDivFactor first rate divided by the last one, finite and above 0; 1e4
 * @param annealing along what both phases run; COSINE
 */
public record OneCycle(
        long totalSteps,
        double pctStart,
        double divFactor,
        double finalDivFactor,
        Annealing annealing)
        implements
            Schedule {
    /** Checks all settings. */
    public OneCycle {
        ScheduleSettings.steps("totalSteps", totalSteps);
        Checks.require(
                pctStart >= 0 && pctStart < 1, "pctStart", pctStart, "at least 0 and below 1");
        Checks.require(
                divFactor >= 1 && divFactor <= Double.MAX_VALUE,
                "divFactor",
                divFactor,
                "finite and at least 1");
        ScheduleSettings.positive("finalDivFactor", finalDivFactor);
        Objects.requireNonNull(annealing, "annealing");
    }

    /** PyTorch's defaults over so many steps. */
    public static OneCycle of(long totalSteps) {
        return new OneCycle(totalSteps, 0.3, 25, 1e4, Annealing.COSINE);
    }

    /** A copy with another share of rising steps. */
    public OneCycle withPctStart(double pctStart) {
        return new OneCycle(totalSteps, pctStart, divFactor, finalDivFactor, annealing);
    }

    /** A copy with another first rate. */
    public OneCycle withDivFactor(double divFactor) {
        return new OneCycle(totalSteps, pctStart, divFactor, finalDivFactor, annealing);
    }

    /** A copy with another last rate. */
    public OneCycle withFinalDivFactor(double finalDivFactor) {
        return new OneCycle(totalSteps, pctStart, divFactor, finalDivFactor, annealing);
    }

    /** A copy whose phases run along something else. */
    public OneCycle withAnnealing(Annealing annealing) {
        return new OneCycle(totalSteps, pctStart, divFactor, finalDivFactor, annealing);
    }

    @Override
    public double factor(long step) {
        ScheduleSettings.step(step);
        double first = 1 / divFactor;
        double last = totalSteps - 1.0;
        double top = pctStart * totalSteps - 1;
        double t = Math.min(step, last);
        return top > 0 && t <= top
                ? annealing.between(first, 1, t / top)
                : annealing.between(1, first / finalDivFactor, (t - top) / (last - top));
    }
}
