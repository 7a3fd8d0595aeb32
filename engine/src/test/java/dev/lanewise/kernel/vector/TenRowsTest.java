package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.kernel.Slice;
import org.junit.jupiter.api.Test;

class TenRowsTest {
    @Test
    void everyValueComesToItsPlaceAndNothingElseIsWritten() {
        for (int columns = TenRows.STEP; columns <= 41; columns++) {
            for (int gap : new int[] {0, 1, 7}) {
                check(columns, gap);
            }
        }
    }

    /** Both arrays end with their matrices. */
    private static void check(int columns, int gap) {
        int ldx = columns + gap;
        int ldc = TenRows.COUNT + gap;
        float[] x = Slice.random(1, 2 + (TenRows.COUNT - 1) * ldx + columns, 1).values();
        float[] c = Slice.random(2, 3 + (columns - 1) * ldc + TenRows.COUNT, 1).values();
        float[] expected = c.clone();
        for (int p = 0; p < columns; p++) {
            for (int j = 0; j < TenRows.COUNT; j++) {
                expected[3 + p * ldc + j] = x[2 + j * ldx + p];
            }
        }
        TenRows.transpose(c, 3, ldc, x, 2, ldx, columns);
        assertArrayEquals(expected, c, columns + " columns, gap " + gap);
    }
}
