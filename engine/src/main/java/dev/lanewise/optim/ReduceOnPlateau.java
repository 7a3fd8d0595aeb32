package dev.lanewise.optim;

import dev.lanewise.internal.Checks;

/**
 * Lower rates when a value, as a rule the validation loss, falls no more; PyTorch's {@code
 * ReduceLROnPlateau} in mode {@code min} with a relative threshold. After each epoch, told v:
 *
 * <pre>
 * v &lt; best − threshold·|best|:  best = v, badEpochs = 0
 * otherwise:                    badEpochs = badEpochs + 1
 * cooldownLeft &gt; 0:             cooldownLeft = cooldownLeft − 1, badEpochs = 0
 * badEpochs &gt; patience:         reduction = min(max(factor·reduction, minimumFactor), reduction),
 *                               cooldownLeft = cooldown, badEpochs = 0
 * </pre>
 *
 * <p>Not a {@link Schedule}, since it depends on more than the step: the rate of the epochs that
 * follow is the optimizer's, times the schedule's factor, times {@link State#reduction()}. This
 * record holds settings alone and changes nothing; {@link #next} gives the state after an epoch
 * from the one before:
 *
 * {@snippet :
 * ReduceOnPlateau plateau = ReduceOnPlateau.of().withPatience(3);
 * ReduceOnPlateau.State state = plateau.start();
 * state = plateau.next(state, 0.7); // after each epoch
 * }
 *
 * <p>A value that is NaN is never better than the best one. Otherwise than in PyTorch, a negative
 * best value must be undercut as well (PyTorch's {@code best·(1 − threshold)} lies above it), and
 * no reduction is left out for being small ({@code eps}). With each setting stands PyTorch's
 * default.
 *
 * @param factor what a reduction multiplies the rate with, above 0 and below 1; 0.1
 * @param patience epochs without improvement that are borne, at least 0; 10
 * @param threshold part of the best value that an improvement must exceed, in [0, 1); 1e-4
 * @param cooldown epochs after a reduction in which bad ones do not count, at least 0; 0
 * @param minimumFactor what all reductions together leave, from 0 to 1; 0
 */
public record ReduceOnPlateau(
        double factor,
        int patience,
        double threshold,
        int cooldown,
        double minimumFactor) {
    /** Checks all settings. */
    public ReduceOnPlateau {
        Checks.require(factor > 0 && factor < 1, "factor", factor, "above 0 and below 1");
        Checks.size("patience", patience);
        Checks.require(
                threshold >= 0 && threshold < 1, "threshold", threshold, "at least 0 and below 1");
        Checks.size("cooldown", cooldown);
        ScheduleSettings.minimumFactor(minimumFactor);
    }

    /** PyTorch's defaults. */
    public static ReduceOnPlateau of() {
        return new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0);
    }

    /** A copy with another factor. */
    public ReduceOnPlateau withFactor(double factor) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimumFactor);
    }

    /** A copy with another patience. */
    public ReduceOnPlateau withPatience(int patience) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimumFactor);
    }

    /** A copy with another threshold. */
    public ReduceOnPlateau withThreshold(double threshold) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimumFactor);
    }

    /** A copy with another cooldown. */
    public ReduceOnPlateau withCooldown(int cooldown) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimumFactor);
    }

    /** A copy with another minimum. */
    public ReduceOnPlateau withMinimumFactor(double minimumFactor) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimumFactor);
    }

    /** The state before the first epoch: nothing reduced, nothing seen. */
    public State start() {
        return new State(1, Double.POSITIVE_INFINITY, 0, 0);
    }

    /** The state after an epoch that ended with a value. */
    public State next(State state, double value) {
        double best = state.best;
        boolean better = value < (best > 0 ? best * (1 - threshold) : best * (1 + threshold));
        boolean coolingDown = state.cooldownLeft > 0;
        int badEpochs = better || coolingDown ? 0 : state.badEpochs + 1;
        boolean reduce = badEpochs > patience;
        double reduced = Math.max(state.reduction * factor, minimumFactor);
        return new State(
                reduce ? Math.min(reduced, state.reduction) : state.reduction,
                better ? value : best,
                reduce ? 0 : badEpochs,
                reduce ? cooldown : Math.max(state.cooldownLeft - 1, 0));
    }

    /**
     * What is known after an epoch; plain values, which can be written down and taken up again.
     *
     * @param reduction what the rate is multiplied with from now on, from 0 to 1
     * @param best smallest value that counted as an improvement; infinite before the first
     * @param badEpochs epochs without improvement since then, or since the last reduction
     * @param cooldownLeft epochs in which bad ones do not count
     */
    public record State(double reduction, double best, int badEpochs, int cooldownLeft) {
        /** Checks all values. */
        public State {
            Checks.require(
                    reduction >= 0 && reduction <= 1,
                    "reduction",
                    reduction,
                    "at least 0 and at most 1");
            Checks.require(!Double.isNaN(best), "best", best, "a number");
            Checks.size("badEpochs", badEpochs);
            Checks.size("cooldownLeft", cooldownLeft);
        }
    }
}
