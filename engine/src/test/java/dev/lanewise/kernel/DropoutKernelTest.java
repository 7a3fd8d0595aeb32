package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Dropout: what both twins do with a mask; {@link DropoutMaskTest} looks at the masks. */
class DropoutKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 100, 1021};
    private static final float[] RATES = {0f, 0x1p-24f, 0.1f, 0.5f, 0.9f, 1 - 0x1p-24f};
    private static final long LAST_OF_WORD = (1L << 32) - 1;
    private static final long[] FIRSTS = {
        0, 1, 12345, LAST_OF_WORD, LAST_OF_WORD - 20, 5L << 32, -5,
    };

    /** The definition, written independently: unsigned numbers in longs. */
    private static boolean kept(long key, long j, double rate) {
        long mask = 0xffffffffL;
        long keys = new RandomStream(key).bits(j >>> 32);
        long h = j + keys & mask;
        h = (h ^ h >> 16) * 0x85ebca6bL & mask;
        h = (h ^ h >> 13) * 0xc2b2ae35L & mask;
        h = (h ^ h >> 16) + (keys >>> 32) & mask;
        h = (h ^ h >> 16) * 0x7feb352dL & mask;
        h = (h ^ h >> 15) * 0x846ca68bL & mask;
        h ^= h >> 16;
        return (int) h >= Math.rint(rate * 0x1p32) - 0x1p31;
    }

    @Test
    void keptValuesAreScaledAndOthersZero() {
        for (int n : SIZES) {
            Slice x = Slice.random(n, n, 3);
            for (float rate : RATES) {
                float scale = (float) (1 / (1 - (double) rate));
                for (long first : FIRSTS) {
                    float[] expected = x.values();
                    for (int i = 0; i < n; i++) {
                        expected[i] = kept(77, first + i, rate) ? expected[i] * scale : 0;
                    }
                    for (Kernels kernels : TWINS) {
                        String what = kernels.description() + " " + n + " at " + rate;
                        Slice y = Slice.ofNaN(n);
                        kernels.dropout().apply(
                                y.array(), y.offset(), x.array(), x.offset(), n, 77, first, rate);
                        y.assertSameBits(Slice.of(expected), what + " from " + first);
                        y.assertCanaries(what);
                    }
                }
            }
        }
    }

    @Test
    void rateZeroKeepsAllAndInPlaceIsAllowed() {
        for (Kernels kernels : TWINS) {
            Slice x = Slice.random(4, 1000, 3);
            Slice before = x.copy();
            kernels.dropout().apply(
                    x.array(), x.offset(), x.array(), x.offset(), 1000, 3, 0, 0f);
            x.assertSameBits(before, kernels.description());
            kernels.dropout().apply(
                    x.array(), x.offset(), x.array(), x.offset(), 1000, 3, 9, 0.5f);
            for (int i = 0; i < 1000; i++) {
                float expected = kept(3, 9 + i, 0.5) ? 2 * before.values()[i] : 0;
                assertEquals(expected, x.values()[i], kernels.description());
            }
        }
    }

    @Test
    void partsOfARunHaveTheMaskOfTheWhole() {
        for (Kernels kernels : TWINS) {
            float[] ones = new float[211];
            Arrays.fill(ones, 1f);
            float[] whole = new float[211];
            float[] parts = new float[211];
            long first = LAST_OF_WORD - 100;
            kernels.dropout().apply(whole, 0, ones, 0, 211, 5, first, 0.3f);
            for (int at = 0, n; at < 211; at += n) {
                n = Math.min(37, 211 - at);
                kernels.dropout().apply(parts, at, ones, 0, n, 5, first + at, 0.3f);
            }
            Slice.of(parts).assertSameBits(Slice.of(whole), kernels.description());
        }
    }

    @Test
    void whatIsDroppedDoesNotShow() {
        float[] x = new float[300];
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f}) {
            Arrays.fill(x, value);
            for (Kernels kernels : TWINS) {
                float[] y = new float[300];
                kernels.dropout().apply(y, 0, x, 0, 300, 11, 0, 0.5f);
                for (int i = 0; i < 300; i++) {
                    assertEquals(kept(11, i, 0.5) ? value * 2 : 0f, y[i]);
                }
            }
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        for (Kernels kernels : TWINS) {
            DropoutKernel kernel = kernels.dropout();
            float[] y = {7, 7};
            float[] x = {7, 7, 7};
            expect("n is -1", () -> kernel.apply(y, 0, x, 0, -1, 0, 0, 0.5f));
            expect("y has 2 elements", () -> kernel.apply(y, 0, x, 0, 3, 0, 0, 0.5f));
            expect("x has 3 elements", () -> kernel.apply(y, 0, x, 2, 2, 0, 0, 0.5f));
            for (float rate : new float[] {-0.1f, 1f, Float.NaN}) {
                expect("rate is " + rate, () -> kernel.apply(y, 0, x, 0, 2, 0, 0, rate));
            }
            assertTrue(y[0] == 7 && y[1] == 7);
        }
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        String beginning = message.substring(0, Math.min(message.length(), 10));
        assertEquals(beginning, actual.substring(0, beginning.length()));
    }
}
