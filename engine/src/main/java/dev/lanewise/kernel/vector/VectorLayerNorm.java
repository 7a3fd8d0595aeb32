package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarLayerNorm;
import jdk.incubator.vector.FloatVector;

/** The sweeps of layer normalization on whole vectors; the scalar twin does the tails. */
final class VectorLayerNorm extends ScalarLayerNorm {
    @Override
    protected float sum(float[] x, int xOffset, int n, float shift) {
        return VectorLaneSums.sum(x, xOffset, n, shift);
    }

    @Override
    protected float sumOfProducts(float[] a, int aOffset, float[] b, int bOffset, int n) {
        return VectorLaneSums.sumOfProducts(a, aOffset, b, bOffset, n);
    }

    @Override
    protected void subtract(
            float[] y, int yOffset, float[] x, int xOffset, float first, float mean, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int j = 0; j < body; j += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, x, xOffset + j).sub(first).sub(mean).intoArray(y,
                    yOffset + j);
        }
        super.subtract(y, yOffset + body, x, xOffset + body, first, mean, n - body);
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
        int body = Lanes.FLOAT.loopBound(n);
        for (int j = 0; j < body; j += Lanes.COUNT) {
            FloatVector value = FloatVector.fromArray(Lanes.FLOAT, y, yOffset + j).mul(r);
            if (normalized != null) {
                value.intoArray(normalized, normalizedOffset + j);
            }
            FloatVector gamma = FloatVector.fromArray(Lanes.FLOAT, parameters, gammaOffset + j);
            FloatVector beta = FloatVector.fromArray(Lanes.FLOAT, parameters, betaOffset + j);
            gamma.fma(value, beta).intoArray(y, yOffset + j);
        }
        super.normalize(
                y, yOffset + body, normalized, normalizedOffset + body, r, parameters,
                gammaOffset + body, betaOffset + body, n - body);
    }

    @Override
    protected void multiply(
            float[] y, int yOffset, float[] a, int aOffset, float[] b, int bOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int j = 0; j < body; j += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, a, aOffset + j)
                    .mul(FloatVector.fromArray(Lanes.FLOAT, b, bOffset + j))
                    .intoArray(y, yOffset + j);
        }
        super.multiply(y, yOffset + body, a, aOffset + body, b, bOffset + body, n - body);
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
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector minusSlope = FloatVector.broadcast(Lanes.FLOAT, -slope);
        for (int j = 0; j < body; j += Lanes.COUNT) {
            FloatVector centred = FloatVector.fromArray(Lanes.FLOAT, y, yOffset + j).sub(mean);
            minusSlope.fma(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + j), centred).mul(factor)
                    .intoArray(y, yOffset + j);
        }
        super.project(y, yOffset + body, x, xOffset + body, mean, slope, factor, n - body);
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
        VectorNormalizationGradients.add(
                gradients, dGammaOffset, dBetaOffset, dY, dYOffset, normalized, normalizedOffset,
                ld, rows, columns);
    }
}
