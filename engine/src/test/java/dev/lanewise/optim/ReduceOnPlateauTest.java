package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.optim.ReduceOnPlateau.State;
import org.junit.jupiter.api.Test;

class ReduceOnPlateauTest {
    private static final ReduceOnPlateau HALVING =
            ReduceOnPlateau.of().withFactor(0.5).withPatience(1).withThreshold(0.1);

    /** Tells values epoch by epoch and compares every state with the one worked out by hand. */
    private static void assertTrace(ReduceOnPlateau plateau, double[] values, State... expected) {
        assertEquals(values.length, expected.length);
        State state = plateau.start();
        assertEquals(new State(1, Double.POSITIVE_INFINITY, 0, 0), state);
        for (int epoch = 0; epoch < values.length; epoch++) {
            state = plateau.next(state, values[epoch]);
            assertEquals(expected[epoch], state, "after epoch " + epoch);
        }
    }

    @Test
    void theRateFallsWhenPatienceIsExceeded() {
        assertTrace(
                HALVING,
                new double[] {1, 0.8, 0.75, 0.73, 0.725, 0.71, 0.5, 0.6, 0.4},
                new State(1, 1, 0, 0),
                new State(1, 0.8, 0, 0),
                new State(1, 0.8, 1, 0), // not below 0.72
                new State(0.5, 0.8, 0, 0), // two bad epochs are more than one
                new State(0.5, 0.8, 1, 0),
                new State(0.5, 0.71, 0, 0),
                new State(0.5, 0.5, 0, 0),
                new State(0.5, 0.5, 1, 0),
                new State(0.5, 0.4, 0, 0));
    }

    @Test
    void badEpochsDoNotCountWhileItCoolsDown() {
        assertTrace(
                HALVING.withPatience(0).withCooldown(2),
                new double[] {1, 1, 1, 1, 1, 1, 1},
                new State(1, 1, 0, 0),
                new State(0.5, 1, 0, 2),
                new State(0.5, 1, 0, 1),
                new State(0.5, 1, 0, 0),
                new State(0.25, 1, 0, 2),
                new State(0.25, 1, 0, 1),
                new State(0.25, 1, 0, 0));
    }

    @Test
    void anImprovementCountsWhileItCoolsDown() {
        assertTrace(
                HALVING.withPatience(0).withCooldown(1),
                new double[] {1, 2, 0.5, 0.6},
                new State(1, 1, 0, 0),
                new State(0.5, 1, 0, 1),
                new State(0.5, 0.5, 0, 0),
                new State(0.25, 0.5, 0, 1));
    }

    @Test
    void reductionsStopAtTheMinimum() {
        assertTrace(
                HALVING.withPatience(0).withMinimumFactor(0.3),
                new double[] {1, 1, 1, 1},
                new State(1, 1, 0, 0),
                new State(0.5, 1, 0, 0),
                new State(0.3, 1, 0, 0),
                new State(0.3, 1, 0, 0));
        State below = new State(0.2, 1, 0, 0); // of a run with another minimum
        assertEquals(below, HALVING.withPatience(0).withMinimumFactor(0.3).next(below, 1));
    }

    @Test
    void whatIsNoNumberIsNoImprovement() {
        assertTrace(
                HALVING,
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, 3},
                new State(1, Double.POSITIVE_INFINITY, 1, 0),
                new State(0.5, Double.POSITIVE_INFINITY, 0, 0),
                new State(0.5, 3, 0, 0));
    }

    @Test
    void aNegativeValueMustBeUndercutAsWell() {
        assertTrace(
                HALVING,
                new double[] {0, -1, -1.05, -1.2},
                new State(1, 0, 0, 0),
                new State(1, -1, 0, 0),
                new State(1, -1, 1, 0),
                new State(1, -1.2, 0, 0));
    }

    @Test
    void withPyTorchsDefaultsElevenBadEpochsAreOneTooMany() {
        ReduceOnPlateau plateau = ReduceOnPlateau.of();
        State state = plateau.next(plateau.start(), 1);
        for (int bad = 1; bad <= 10; bad++) {
            state = plateau.next(state, 0.99995); // less than a ten-thousandth better
            assertEquals(new State(1, 1, bad, 0), state);
        }
        assertEquals(new State(0.1, 1, 0, 0), plateau.next(state, 0.99995));
    }

    @Test
    void aStateThatWasWrittenDownGoesOn() {
        State state = new State(0.25, 0.5, 1, 0);
        assertEquals(new State(0.125, 0.5, 0, 0), HALVING.next(state, 0.5));
        assertEquals(new State(0.25, 0.5, 1, 0), state, "unchanged");
    }
}
