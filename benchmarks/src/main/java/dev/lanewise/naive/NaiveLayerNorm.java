package dev.lanewise.naive;

/** Layer normalization: each row gets mean 0 and variance 1, then each column a gamma and a beta. */
public final class NaiveLayerNorm {
    private static final float EPSILON = 1e-5f;

    private NaiveLayerNorm() {}

    /**
     * With the mean and the variance of each row: deviation = 1/√(variance + ε), normalized =
     * (x − mean)·deviation, y = gamma·normalized + beta.
     */
    public static void forward(
            float[] y, float[] normalized, float[] deviations, float[] x, float[] gamma,
            float[] beta, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            float sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += x[row + c];
            }
            float mean = sum / columns;
            float squares = 0;
            for (int c = 0; c < columns; c++) {
                squares += (x[row + c] - mean) * (x[row + c] - mean);
            }
            deviations[r] = 1 / (float) Math.sqrt(squares / columns + EPSILON);
            for (int c = 0; c < columns; c++) {
                normalized[row + c] = (x[row + c] - mean) * deviations[r];
                y[row + c] = gamma[c] * normalized[row + c] + beta[c];
            }
        }
    }

    /**
     * dGamma = Σ over rows of dY·normalized, dBeta = Σ over rows of dY and, with g = dY·gamma and
     * means over a row, dX = (g − mean(g) − normalized·mean(g·normalized))·deviation.
     */
    public static void backward(
            float[] dX, float[] dGamma, float[] dBeta, float[] dY, float[] normalized,
            float[] deviations, float[] gamma, int rows, int columns) {
        NaiveScale.gradients(dGamma, dBeta, dY, normalized, rows, columns);
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            float sum = 0;
            float products = 0;
            for (int c = 0; c < columns; c++) {
                float g = dY[row + c] * gamma[c];
                sum += g;
                products += g * normalized[row + c];
            }
            for (int c = 0; c < columns; c++) {
                float g = dY[row + c] * gamma[c];
                dX[row + c] = (g - sum / columns - normalized[row + c] * (products / columns))
                        * deviations[r];
            }
        }
    }
}
