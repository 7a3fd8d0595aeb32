package dev.lanewise.naive;

/** Features brought to mean 0 and deviation 1, column by column. */
public final class NaiveScaling {
    private NaiveScaling() {}

    /** y = (x − mean[c])·inverse[c], where inverse is 1/deviation. */
    public static void standardize(
            float[] y, float[] x, float[] mean, float[] inverse, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                y[i] = (x[i] - mean[c]) * inverse[c];
            }
        }
    }
}
