package dev.lanewise.optim;

/**
 * How the learning rate changes over a training: a pure function of the number of the step.
 *
 * <p>A schedule gives a factor, not a rate: step t uses {@code optimizer.learningRate() ·
 * factor(t)}. So it is the same for every base rate, and what else changes the rate, such as
 * {@link ReduceOnPlateau}, is one more factor. A setting that PyTorch has as a rate is here a part
 * of the base rate: {@code eta_min} becomes {@code minimumFactor}, its {@code eta_min/lr}.
 *
 * <p>Formulas are the closed forms of {@code torch.optim.lr_scheduler}. PyTorch itself multiplies
 * the rate of the step before in several of them and rounds each time, so its rates differ from
 * these in their last digits. Functions are those of {@link StrictMath}: the same bits everywhere.
 *
 * <p>Steps count updates, not epochs: a training takes {@code epochs · batches an epoch} of them,
 * the first is step 0. A schedule with an end stays at its last value beyond it. What needs the
 * number of all steps is written as a function of it: {@code OneCycle::of}, {@code steps ->
 * CosineAnnealing.of(steps - 500).withWarmUp(500)}, {@code steps -> StepDecay.of(steps / 3)}.
 */
public sealed interface Schedule
        permits ConstantSchedule, LinearSchedule, PolynomialDecay, ExponentialDecay, StepDecay,
        MultiStepDecay, CosineAnnealing, CosineWarmRestarts, OneCycle, JoinedSchedule {
    /**
     * What the base learning rate is multiplied with; the same value whenever it is asked for.
     *
     * @param step number of updates done before this one
     * @throws IllegalArgumentException where the step is negative
     */
    double factor(long step);

    /**
     * This schedule after a linear warm-up of so many steps: step t of the warm-up has the factor
     * {@code (t + 1)/(steps + 1)} of this schedule's first value, which step {@code steps} has in
     * full. The same as a {@link JoinedSchedule} that begins with a {@link LinearSchedule}, which
     * can start from any other value.
     *
     * @param steps at least 1
     */
    default Schedule withWarmUp(long steps) {
        ScheduleSettings.steps("steps", steps);
        double full = factor(0);
        LinearSchedule warmUp = new LinearSchedule(steps, full / (steps + 1.0), full);
        return new JoinedSchedule(warmUp, steps, this);
    }
}
