package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {
    @Test
    void theFactorOfANormIsPyTorchs() {
        Clipping.ByNorm clipping = new Clipping.ByNorm(2);
        assertEquals(2 / (8 + 1e-6), clipping.factor(8));
        assertEquals(1, clipping.factor(1.9));
        assertEquals(1, clipping.factor(0));
        assertTrue(clipping.factor(2) < 1, "at the norm itself the epsilon shows");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-60, 1e39, Double.NaN, Double.POSITIVE_INFINITY})
    void boundsAreFiniteAndAboveZero(double bound) {
        String expected = " is " + bound + ", expected finite and above 0";
        String value =
                assertThrows(IllegalArgumentException.class, () -> Clipping.byValue(bound))
                        .getMessage();
        assertTrue(value.contains("limit" + expected), value);
        String norm =
                assertThrows(IllegalArgumentException.class, () -> Clipping.byNorm(bound))
                        .getMessage();
        assertTrue(norm.contains("maxNorm" + expected), norm);
    }
}
