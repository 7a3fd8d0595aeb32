package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.LayerNormKernel;

/** The sweeps of layer normalization, one element after the other. */
public class ScalarLayerNorm extends LayerNormKernel {
    /** A kernel without state. */
    public ScalarLayerNorm() {}

    @Override
    protected float sum(float[] x, int xOffset, int n, float shift) {
        return LaneSums.sum(x, xOffset, n, shift);
    }

    @Override
    protected float sumOfProducts(float[] a, int aOffset, float[] b, int bOffset, int n) {
        return LaneSums.sumOfProducts(a, aOffset, b, bOffset, n);
    }

    @Override
    protected void subtract(
            float[] y, int yOffset, float[] x, int xOffset, float first, float mean, int n) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = x[xOffset + j] - first - mean;
        }
    }

    @Override
    protected void normalize(
            float[] y,
            int yOffset,
            float[] normalized,
            int normalizedOffset,
            float r,
            float[] parameters,
            int gammaOffset,
            int betaOffset,
            int n) {
        for (int j = 0; j < n; j++) {
            float value = y[yOffset + j] * r;
            if (normalized != null) {
                normalized[normalizedOffset + j] = value;
            }
            y[yOffset + j] =
                    Math.fma(parameters[gammaOffset + j], value, parameters[betaOffset + j]);
        }
    }

    @Override
    protected void multiply(
            float[] y, int yOffset, float[] a, int aOffset, float[] b, int bOffset, int n) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = a[aOffset + j] * b[bOffset + j];
        }
    }

    @Override
    protected void project(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            float mean,
            float slope,
            float factor,
            int n) {
        for (int j = 0; j < n; j++) {
            float centred = y[yOffset + j] - mean;
            y[yOffset + j] = Math.fma(-slope, x[xOffset + j], centred) * factor;
        }
    }

    @Override
    protected void addParameterGradients(
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
        NormalizationGradients.add(
                gradients, dGammaOffset, dBetaOffset, dY, dYOffset, normalized, normalizedOffset,
                ld, rows, columns);
    }
}
