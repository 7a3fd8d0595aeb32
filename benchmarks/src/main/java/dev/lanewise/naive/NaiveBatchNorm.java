package dev.lanewise.naive;

/** Batch normalization: each column gets mean 0 and variance 1, then a gamma and a beta. */
public final class NaiveBatchNorm {
    private static final float EPSILON = 1e-5f;

    private NaiveBatchNorm() {}

    /**
     * With the mean and the variance of each column: deviation = 1/√(variance + ε), normalized =
     * (x − mean)·deviation, y = gamma·normalized + beta.
     */
    public static void forward(
            float[] y, float[] normalized, float[] deviations, float[] x, float[] gamma,
            float[] beta, int rows, int columns) {
        float[] means = new float[columns];
        NaiveColumnSums.sum(means, x, rows, columns);
        for (int c = 0; c < columns; c++) {
            means[c] /= rows;
        }
        float[] squares = new float[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float difference = x[r * columns + c] - means[c];
                squares[c] += difference * difference;
            }
        }
        for (int c = 0; c < columns; c++) {
            deviations[c] = 1 / (float) Math.sqrt(squares[c] / rows + EPSILON);
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                normalized[i] = (x[i] - means[c]) * deviations[c];
                y[i] = gamma[c] * normalized[i] + beta[c];
            }
        }
    }

    /**
     * dGamma = Σ over rows of dY·normalized, dBeta = Σ over rows of dY, dX =
     * gamma·deviation·(dY − dBeta/rows − normalized·dGamma/rows).
     */
    public static void backward(
            float[] dX, float[] dGamma, float[] dBeta, float[] dY, float[] normalized,
            float[] deviations, float[] gamma, int rows, int columns) {
        NaiveScale.gradients(dGamma, dBeta, dY, normalized, rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                float direct = dY[i] - dBeta[c] / rows - normalized[i] * dGamma[c] / rows;
                dX[i] = gamma[c] * deviations[c] * direct;
            }
        }
    }
}
