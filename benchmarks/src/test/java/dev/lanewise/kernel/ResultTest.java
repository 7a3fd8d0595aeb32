package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ResultTest {
    private static final float[] EXPECTED = {0, 3, -4, 0};

    private static Result near(double roundings, double allowance, float... values) {
        return new Result("y", values, 0, values.length, roundings, allowance);
    }

    @Test
    void roundingsAreThoseOfTheElementAndOfTheRootMeanSquare() {
        Result expected = near(0, 0, EXPECTED); // root mean square 2.5
        near(1e6, 0, 0.29f, 3, -4, 0).requireNear("ours", expected);
        near(1e6, 0, 0, 3.65f, -4, 0).requireNear("ours", expected);
        assertThrows(
                IllegalStateException.class,
                () -> near(1e6, 0, 0.31f, 3, -4, 0).requireNear("ours", expected));
        assertThrows(
                IllegalStateException.class,
                () -> near(1e6, 0, 0, 3.67f, -4, 0).requireNear("ours", expected));
    }

    @Test
    void anAllowanceHoldsForEveryElement() {
        Result expected = near(0, 0, EXPECTED);
        near(0, 0.5, 0.5f, 3.5f, -4.5f, -0.5f).requireNear("ours", expected);
        String message =
                assertThrows(
                        IllegalStateException.class,
                        () -> near(0, 0.5, 0, 3, -4, 0.75f).requireNear("ours", expected))
                        .getMessage();
        assertEquals("ours: y[3] is 0.75, expected 0.0 within 0.5", message);
    }

    @Test
    void onlyTheSliceIsLookedAt() {
        Result slice = new Result("y", new float[] {9, 3, -4, 9}, 1, 2, 0, 0);
        slice.requireSameBits("ours", new Result("y", EXPECTED, 1, 2, 0, 0));
        slice.requireNear("ours", new Result("y", EXPECTED, 1, 2, 0, 0));
    }

    @Test
    void aZeroOfTheOtherSignHasOtherBits() {
        String message =
                assertThrows(
                        IllegalStateException.class,
                        () -> near(0, 0, 0, 3, -4, -0f).requireSameBits(
                                "ours", near(0, 0, EXPECTED)))
                        .getMessage();
        assertEquals("ours: y[3] is -0.0, expected 0.0 to the bit", message);
    }
}
