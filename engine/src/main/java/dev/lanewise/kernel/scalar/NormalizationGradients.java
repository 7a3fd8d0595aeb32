package dev.lanewise.kernel.scalar;

/** The gradients of gamma and beta, which layer and batch normalization share. */
public final class NormalizationGradients {
    private NormalizationGradients() {}

    /** Arguments as {@code NormalizationKernel.addParameterGradients} has them. */
    public static void add(
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            float[] dY,
            int dYOffset,
            float[] normalized,
            int normalizedOffset,
            int ld,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < columns; c++) {
                float gradient = dY[dYOffset + row + c];
                float value = normalized[normalizedOffset + row + c];
                gradients[dGammaOffset + c] =
                        Math.fma(gradient, value, gradients[dGammaOffset + c]);
                gradients[dBetaOffset + c] += gradient;
            }
        }
    }
}
