package dev.lanewise.naive;

import java.util.Arrays;

/** The gradient of a bias. */
public final class NaiveColumnSums {
    private NaiveColumnSums() {}

    /** sums[c] = Σ over r of z[r][c]. */
    public static void sum(float[] sums, float[] z, int rows, int columns) {
        Arrays.fill(sums, 0);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                sums[c] += z[r * columns + c];
            }
        }
    }
}
