package dev.lanewise.peers.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Operands;
import org.junit.jupiter.api.Test;

class EjmlMatricesTest {
    private static final float ERROR = 1e-4f;

    private static void assertProduct(int threads, Shape shape) {
        float[] a = Operands.normal(1, shape.m() * shape.k());
        float[] b = Operands.normal(2, shape.k() * shape.n());
        try (Multiplier naive = new NaiveLoops();
                Multiplier ejml = new EjmlMatrices(threads);
                Product expected = naive.prepare(shape, a, b);
                Product actual = ejml.prepare(shape, a, b)) {
            actual.spoil();
            expected.run();
            actual.run();
            assertArrayEquals(
                    expected.result(), actual.result(), ERROR, () -> shape + ", " + threads);
        }
    }

    @Test
    void allThreeFormsAreMultiplied() {
        for (Form form : Form.values()) {
            for (int threads = 1; threads <= 2; threads++) {
                assertProduct(threads, new Shape(form, 33, 77, 101));
                assertProduct(threads, new Shape(form, 1, 5, 7));
            }
        }
    }

    @Test
    void ejmlIsTimedOnceOnAnyNumberOfThreads() {
        assertTrue(Library.EJML.runs(1, 1) && Library.EJML.runs(2, 1));
        assertFalse(Library.EJML.runs(1, 2));
        assertFalse(Library.NETLIB.runs(2, 1));
    }
}
