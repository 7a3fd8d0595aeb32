package dev.lanewise.naive;

import java.util.Arrays;

/** The last part of a normalization, y = gamma·normalized + beta. */
final class NaiveScale {
    private NaiveScale() {}

    /** dGamma = Σ over rows of dY·normalized, dBeta = Σ over rows of dY. */
    static void gradients(
            float[] dGamma, float[] dBeta, float[] dY, float[] normalized, int rows, int columns) {
        Arrays.fill(dGamma, 0);
        Arrays.fill(dBeta, 0);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                dGamma[c] += dY[i] * normalized[i];
                dBeta[c] += dY[i];
            }
        }
    }
}
