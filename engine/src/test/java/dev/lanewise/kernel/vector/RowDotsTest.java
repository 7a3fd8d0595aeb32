package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.kernel.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The edges of rows that are read ahead: arrays that begin and end with their matrix. */
class RowDotsTest {
    @Test
    void anyNumberOfRowsMayBeAllThatTheArrayHas() {
        for (int rows = 1; rows <= 35; rows++) {
            for (int k : new int[] {16, 19, 24, 31, 40}) {
                check(rows, k, k, 0);
            }
        }
    }

    @Test
    void rowsMayBeginAnywhereAndLieApart() {
        for (int start = 0; start <= 5; start++) {
            for (int rows : new int[] {1, 2, 4, 5, 8, 9, 12, 13, 16, 17}) {
                check(rows, 32, 32, start);
                check(rows, 32, 35, start);
                check(rows, 29, 32, start);
            }
        }
    }

    @Test
    void rowsMayLieAPageApart() {
        for (int rows = 1; rows <= 18; rows++) {
            check(rows, 24, 1024, 0);
            check(rows, 1024, 1024, 0);
        }
        check(9, 37, 2048, 3);
    }

    /** With and without sums to go on from, against chains written out. */
    private static void check(int rows, int k, int ldb, int start) {
        float[] x = Slice.random(1, k, 1).values();
        float[] b = Slice.random(2, start + (rows - 1) * ldb + k, 1).values();
        float[] from = Slice.random(3, rows + 2, 1).values();
        for (boolean accumulate : new boolean[] {false, true}) {
            float[] expected = from.clone();
            for (int j = 0; j < rows; j++) {
                float sum = accumulate ? from[1 + j] : 0f;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(x[p], b[start + j * ldb + p], sum);
                }
                expected[1 + j] = sum;
            }
            float[] c = from.clone();
            if (!accumulate) {
                Arrays.fill(c, 1, 1 + rows, Float.NaN);
            }
            new RowDots().run(c, 1, x, 0, b, start, ldb, rows, k, accumulate);
            assertArrayEquals(expected, c,
                    rows + " rows of " + k + ", " + ldb + " apart, from " + start);
        }
    }
}
