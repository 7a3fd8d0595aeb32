package dev.lanewise.naive;

/** The gradient of a bias. */
public final class NaiveColumnSums {
    private NaiveColumnSums() {}

    /** sums[c] = Σ over r of z[r][c]. */
    public static void sum(float[] sums, float[] z, int rows, int columns) {
        for (int c = 0; c < columns; c++) {
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += z[r * columns + c];
            }
            sums[c] = sum;
        }
    }
}
