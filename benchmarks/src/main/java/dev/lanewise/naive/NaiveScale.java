package dev.lanewise.naive;

/** The last part of a normalization, y = gamma·normalized + beta. */
final class NaiveScale {
    private NaiveScale() {}

    /** dGamma = Σ over rows of dY·normalized, dBeta = Σ over rows of dY. */
    static void gradients(
            float[] dGamma, float[] dBeta, float[] dY, float[] normalized, int rows, int columns) {
        for (int c = 0; c < columns; c++) {
            float products = 0;
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                products += dY[r * columns + c] * normalized[r * columns + c];
                sum += dY[r * columns + c];
            }
            dGamma[c] = products;
            dBeta[c] = sum;
        }
    }
}
