package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScheduleSettingsTest {
    private static final Schedule ONE = ConstantSchedule.of();

    @Test
    void settingsStartFromPyTorchsDefaults() {
        assertEquals(new ConstantSchedule(1), ConstantSchedule.of());
        assertEquals(new LinearSchedule(9, 1 / 3.0, 1), LinearSchedule.of(9));
        assertEquals(new PolynomialDecay(9, 1, 0), PolynomialDecay.of(9));
        assertEquals(new ExponentialDecay(0.9, 1), ExponentialDecay.of(0.9));
        assertEquals(new StepDecay(9, 0.1), StepDecay.of(9));
        assertEquals(new MultiStepDecay(List.of(5L, 9L), 0.1), MultiStepDecay.of(5, 9));
        assertEquals(new CosineAnnealing(9, 0), CosineAnnealing.of(9));
        assertEquals(new CosineWarmRestarts(9, 1, 0), CosineWarmRestarts.of(9));
        assertEquals(new OneCycle(9, 0.3, 25, 1e4, Annealing.COSINE), OneCycle.of(9));
        assertEquals(new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0), ReduceOnPlateau.of());
    }

    @Test
    void eachSettingIsChangedAlone() {
        LinearSchedule linear = new LinearSchedule(1, 2, 3);
        assertEquals(new LinearSchedule(1, 9, 3), linear.withStartFactor(9));
        assertEquals(new LinearSchedule(1, 2, 9), linear.withEndFactor(9));
        PolynomialDecay polynomial = new PolynomialDecay(1, 2, 3);
        assertEquals(new PolynomialDecay(1, 9, 3), polynomial.withPower(9));
        assertEquals(new PolynomialDecay(1, 2, 9), polynomial.withEndFactor(9));
        assertEquals(new ExponentialDecay(1, 9), new ExponentialDecay(1, 2).withDecaySteps(9));
        assertEquals(new StepDecay(1, 9), new StepDecay(1, 2).withGamma(9));
        assertEquals(
                new MultiStepDecay(List.of(1L, 2L), 9), MultiStepDecay.of(1, 2).withGamma(9));
        assertEquals(
                new CosineAnnealing(1, 0.9), new CosineAnnealing(1, 0.2).withMinimumFactor(0.9));
        CosineWarmRestarts restarts = new CosineWarmRestarts(1, 2, 0.3);
        assertEquals(new CosineWarmRestarts(1, 9, 0.3), restarts.withMultiplier(9));
        assertEquals(new CosineWarmRestarts(1, 2, 0.9), restarts.withMinimumFactor(0.9));
        OneCycle cycle = new OneCycle(1, 0.2, 3, 4, Annealing.COSINE);
        assertEquals(new OneCycle(1, 0.9, 3, 4, Annealing.COSINE), cycle.withPctStart(0.9));
        assertEquals(new OneCycle(1, 0.2, 9, 4, Annealing.COSINE), cycle.withDivFactor(9));
        assertEquals(new OneCycle(1, 0.2, 3, 9, Annealing.COSINE), cycle.withFinalDivFactor(9));
        assertEquals(
                new OneCycle(1, 0.2, 3, 4, Annealing.LINEAR),
                cycle.withAnnealing(Annealing.LINEAR));
        ReduceOnPlateau plateau = new ReduceOnPlateau(0.1, 2, 0.3, 4, 0.5);
        assertEquals(new ReduceOnPlateau(0.9, 2, 0.3, 4, 0.5), plateau.withFactor(0.9));
        assertEquals(new ReduceOnPlateau(0.1, 9, 0.3, 4, 0.5), plateau.withPatience(9));
        assertEquals(new ReduceOnPlateau(0.1, 2, 0.9, 4, 0.5), plateau.withThreshold(0.9));
        assertEquals(new ReduceOnPlateau(0.1, 2, 0.3, 9, 0.5), plateau.withCooldown(9));
        assertEquals(new ReduceOnPlateau(0.1, 2, 0.3, 4, 0.9), plateau.withMinimumFactor(0.9));
    }

    @Test
    void numbersOfStepsAreAtLeastOne() {
        for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
            refuses(wrong, "totalSteps", LinearSchedule::of);
            refuses(wrong, "totalSteps", PolynomialDecay::of);
            refuses(wrong, "totalSteps", CosineAnnealing::of);
            refuses(wrong, "totalSteps", OneCycle::of);
            refuses(wrong, "stepSize", StepDecay::of);
            refuses(wrong, "decaySteps", ExponentialDecay.of(0.9)::withDecaySteps);
            refuses(wrong, "period", CosineWarmRestarts::of);
            refuses(wrong, "multiplier", CosineWarmRestarts.of(9)::withMultiplier);
            refuses(wrong, "steps", ONE::withWarmUp);
            refuses(wrong, "steps", steps -> new JoinedSchedule(ONE, steps, ONE));
        }
    }

    @Test
    void factorsThatAreNoneAreNamed() {
        for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String expected = "finite and at least 0";
            refuses(wrong, "factor", expected, ConstantSchedule::new);
            refuses(wrong, "startFactor", expected, LinearSchedule.of(9)::withStartFactor);
            refuses(wrong, "endFactor", expected, LinearSchedule.of(9)::withEndFactor);
            refuses(wrong, "endFactor", expected, PolynomialDecay.of(9)::withEndFactor);
        }
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String expected = "finite and above 0";
            refuses(wrong, "power", expected, PolynomialDecay.of(9)::withPower);
            refuses(wrong, "gamma", expected, ExponentialDecay::of);
            refuses(wrong, "gamma", expected, StepDecay.of(9)::withGamma);
            refuses(wrong, "gamma", expected, MultiStepDecay.of(9)::withGamma);
            refuses(wrong, "finalDivFactor", expected, OneCycle.of(9)::withFinalDivFactor);
        }
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            String expected = "at least 0 and at most 1";
            refuses(wrong, "minimumFactor", expected, CosineAnnealing.of(9)::withMinimumFactor);
            refuses(wrong, "minimumFactor", expected, CosineWarmRestarts.of(9)::withMinimumFactor);
            refuses(wrong, "minimumFactor", expected, ReduceOnPlateau.of()::withMinimumFactor);
        }
    }

    @Test
    void settingsOfACycleAreNamed() {
        for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
            refuses(wrong, "pctStart", "at least 0 and below 1", OneCycle.of(9)::withPctStart);
        }
        for (double wrong : new double[] {0.9, Double.NaN, Double.POSITIVE_INFINITY}) {
            refuses(wrong, "divFactor", "finite and at least 1", OneCycle.of(9)::withDivFactor);
        }
    }

    @Test
    void milestonesAscendFromOne() {
        assertError("milestones[0] is 0, expected above 0", () -> MultiStepDecay.of(0, 4));
        assertError(
                "milestones[1] is 3, expected above 3, the one before",
                () -> MultiStepDecay.of(3, 3));
        assertError(
                "milestones[2] is 4, expected above 5, the one before",
                () -> MultiStepDecay.of(3, 5, 4));
    }

    @Test
    void settingsOfAPlateauAreNamed() {
        ReduceOnPlateau plateau = ReduceOnPlateau.of();
        for (double wrong : new double[] {0, 1, -0.5, Double.NaN}) {
            refuses(wrong, "factor", "above 0 and below 1", plateau::withFactor);
        }
        for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
            refuses(wrong, "threshold", "at least 0 and below 1", plateau::withThreshold);
        }
        assertError("patience is -1, expected at least 0", () -> plateau.withPatience(-1));
        assertError("cooldown is -1, expected at least 0", () -> plateau.withCooldown(-1));
    }

    @Test
    void aStateThatNoPlateauLeavesIsRefused() {
        for (double wrong : new double[] {-0.1, 1.5, Double.NaN}) {
            refuses(wrong, "reduction", "at least 0 and at most 1",
                    reduction -> new ReduceOnPlateau.State(reduction, 1, 0, 0));
        }
        refuses(Double.NaN, "best", "a number",
                best -> new ReduceOnPlateau.State(1, best, 0, 0));
        assertError("badEpochs is -1, expected at least 0",
                () -> new ReduceOnPlateau.State(1, 1, -1, 0));
        assertError("cooldownLeft is -1, expected at least 0",
                () -> new ReduceOnPlateau.State(1, 1, 0, -1));
    }

    private static void refuses(long wrong, String name, LongFunction<?> made) {
        assertError(name + " is " + wrong + ", expected at least 1", () -> made.apply(wrong));
    }

    private static void refuses(
            double wrong, String name, String expected, DoubleFunction<?> made) {
        assertError(name + " is " + wrong + ", expected " + expected, () -> made.apply(wrong));
    }

    private static void assertError(String message, Executable executable) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
