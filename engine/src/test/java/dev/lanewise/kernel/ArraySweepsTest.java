package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Both twins of the sweeps over flat arrays against their formulas: equal bits. */
class ArraySweepsTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] SIZES = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 127, 1023, 1024, 1025, 1031, 4095, 4096,
        4097, 4113, 8192, 12_301
    };
    private static final float[] SPECIAL = {
        0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL
    };

    /** A sweep that writes to its first slice. */
    private interface Sweep {
        void run(ArraySweeps sweeps, Slice y, Slice x, int n);
    }

    /** One element of a sweep, from y and x; floats are exact as doubles. */
    private static void check(Sweep sweep, DoubleBinaryOperator element) {
        for (int n : SIZES) {
            checkOn(Slice.random(n, n, 2), Slice.random(n + 1, n, 2), sweep, element);
        }
        float[] y = new float[SPECIAL.length * SPECIAL.length];
        float[] x = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = SPECIAL[i / SPECIAL.length];
            x[i] = SPECIAL[i % SPECIAL.length];
        }
        checkOn(Slice.of(y), Slice.of(x), sweep, element);
    }

    private static void checkOn(Slice y, Slice x, Sweep sweep, DoubleBinaryOperator element) {
        int n = y.length();
        float[] expected = y.values();
        float[] other = x.values();
        for (int i = 0; i < n; i++) {
            expected[i] = (float) element.applyAsDouble(expected[i], other[i]);
        }
        for (Kernels kernels : TWINS) {
            String what = kernels.description() + ", " + n;
            Slice result = y.copy();
            Slice read = x.copy();
            sweep.run(kernels.arraySweeps(), result, read, n);
            result.assertSameBits(Slice.of(expected), what);
            result.assertCanaries(what);
            read.assertSameBits(x, what + ": x is only read");
        }
    }

    @Test
    void addAddsElementByElement() {
        check(
                (sweeps, y, x, n) -> sweeps.add(y.array(), y.offset(), x.array(), x.offset(), n),
                (y, x) -> (float) y + (float) x);
    }

    @Test
    void anArrayMayBeAddedToItself() {
        check(
                (sweeps, y, x, n) -> sweeps.add(y.array(), y.offset(), y.array(), y.offset(), n),
                (y, x) -> (float) y * 2);
    }

    @Test
    void scaleMultipliesEachElement() {
        for (float factor : new float[] {0.3f, 0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            check(
                    (sweeps, y, x, n) -> sweeps.scale(y.array(), y.offset(), n, factor),
                    (y, x) -> (float) y * factor);
        }
    }

    @Test
    void clampKeepsWhatLiesWithinItsLimitsAndNaN() {
        for (float limit : new float[] {0.7f, 0, 1, Float.MIN_VALUE, Float.POSITIVE_INFINITY}) {
            check(
                    (sweeps, y, x, n) -> sweeps.clamp(y.array(), y.offset(), n, limit),
                    (y, x) -> Math.abs(y) > limit ? Math.copySign(limit, y) : y);
        }
    }

    @Test
    void averageGoesAPartOfTheWayToX() {
        for (double decay : new double[] {0.999, 0.9, 0, 1, 0.5}) {
            float rate = (float) (1 - decay);
            check(
                    (sweeps, y, x, n) -> sweeps.average(
                            y.array(), y.offset(), x.array(), x.offset(), n, decay),
                    (y, x) -> flushed(Math.fma(rate, (float) x - (float) y, (float) y)));
        }
    }

    private static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0f : x;
    }

    /** (1 − d^t) of the way after t steps. */
    @Test
    void anAverageOfASteadyValueComesToIt() {
        for (Kernels kernels : TWINS) {
            float[] average = new float[33];
            float[] x = Slice.random(5, 33, 1).values();
            for (int t = 1; t <= 100; t++) {
                kernels.arraySweeps().average(average, 0, x, 0, 33, 0.95);
                for (int i = 0; i < x.length; i++) {
                    assertEquals((1 - Math.pow(0.95, t)) * x[i], average[i], 1e-6);
                }
            }
        }
    }

    /** The order that the contract states, written down apart. */
    private static double inStatedOrder(float[] x) {
        double total = 0;
        for (int chunk = 0; chunk < x.length; chunk += 4096) {
            int end = Math.min(x.length, chunk + 4096);
            double[] lanes = new double[16];
            int at = chunk;
            for (; at + 16 <= end; at += 16) {
                for (int l = 0; l < 16; l++) {
                    lanes[l] += (double) x[at + l] * x[at + l];
                }
            }
            for (int count = 8; count > 0; count /= 2) {
                for (int l = 0; l < count; l++) {
                    lanes[l] = lanes[2 * l] + lanes[2 * l + 1];
                }
            }
            double sum = lanes[0];
            for (; at < end; at++) {
                sum += (double) x[at] * x[at];
            }
            total += sum;
        }
        return total;
    }

    @Test
    void squaresAreAddedInTheStatedOrder() {
        for (int n : SIZES) {
            Slice x = Slice.random(n, n, 3);
            for (Kernels kernels : TWINS) {
                String what = kernels.description() + ", " + n;
                double sum = kernels.arraySweeps().sumOfSquares(x.array(), x.offset(), n);
                assertEquals(inStatedOrder(x.values()), sum, what);
                BigDecimal exact = BigDecimal.ZERO;
                for (float value : x.values()) {
                    exact = exact.add(new BigDecimal(value).pow(2));
                }
                double error = new BigDecimal(sum).subtract(exact, MathContext.DECIMAL64)
                        .doubleValue();
                assertEquals(0, error, 1e-13 * sum, what);
            }
        }
    }

    @Test
    void chunksAddedInOrderAreTheWhole() {
        int n = 5 * ArraySweeps.CHUNK + 77;
        Slice x = Slice.random(9, n, 3);
        for (Kernels kernels : TWINS) {
            ArraySweeps sweeps = kernels.arraySweeps();
            double sum = 0;
            for (int from = 0; from < n; from += ArraySweeps.CHUNK) {
                int size = Math.min(ArraySweeps.CHUNK, n - from);
                sum += sweeps.sumOfSquares(x.array(), x.offset() + from, size);
            }
            assertEquals(sum, sweeps.sumOfSquares(x.array(), x.offset(), n));
        }
    }

    @Test
    void noSquareOfAFloatIsOutOfRange() {
        for (Kernels kernels : TWINS) {
            ArraySweeps sweeps = kernels.arraySweeps();
            for (float value : new float[] {Float.MAX_VALUE, Float.MIN_VALUE, -3e30f, 0}) {
                float[] x = new float[64];
                java.util.Arrays.fill(x, value);
                assertEquals(64 * ((double) value * value), sweeps.sumOfSquares(x, 0, 64));
            }
            for (int at : new int[] {0, 21, 37}) {
                float[] x = new float[38];
                x[at] = Float.NEGATIVE_INFINITY;
                assertEquals(Double.POSITIVE_INFINITY, sweeps.sumOfSquares(x, 0, 38));
                x[at] = Float.NaN;
                assertTrue(Double.isNaN(sweeps.sumOfSquares(x, 0, 38)));
            }
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        for (Kernels kernels : TWINS) {
            ArraySweeps sweeps = kernels.arraySweeps();
            float[] y = {7, 7};
            float[] x = {1};
            expect("n is -1", () -> sweeps.add(y, 0, x, 0, -1));
            expect("y has 2 elements", () -> sweeps.add(y, 1, y, 0, 2));
            expect("x has 1 elements", () -> sweeps.add(y, 0, x, 0, 2));
            expect("n is -1", () -> sweeps.scale(y, 0, -1, 2));
            expect("x has 2 elements", () -> sweeps.scale(y, 1, 2, 2));
            expect("limit is -1.0, expected at least 0", () -> sweeps.clamp(y, 0, 2, -1));
            expect("limit is NaN, expected at least 0", () -> sweeps.clamp(y, 0, 2, Float.NaN));
            expect("x has 2 elements", () -> sweeps.clamp(y, 0, 3, 1));
            String decay = ", expected at least 0 and at most 1";
            expect("decay is 1.1" + decay, () -> sweeps.average(y, 0, y, 0, 2, 1.1));
            expect("decay is NaN" + decay, () -> sweeps.average(y, 0, y, 0, 2, Double.NaN));
            expect("average has 2 elements", () -> sweeps.average(y, 1, y, 0, 2, 0.9));
            expect("x has 1 elements", () -> sweeps.average(y, 0, x, 0, 2, 0.9));
            expect("n is -1", () -> sweeps.sumOfSquares(y, 0, -1));
            expect("x has 2 elements", () -> sweeps.sumOfSquares(y, -1, 2));
            Slice.of(y).assertSameBits(Slice.of(7, 7), kernels.description());
        }
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }
}
