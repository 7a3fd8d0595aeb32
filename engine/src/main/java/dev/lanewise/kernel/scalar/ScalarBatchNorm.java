package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.BatchNormKernel;
import java.util.Arrays;

/** Batch normalization by plain loops along the rows. */
public class ScalarBatchNorm extends BatchNormKernel {
    /** A kernel without state. */
    public ScalarBatchNorm() {}

    @Override
    protected void means(
            float[] mean, int meanOffset, float[] x, int xOffset, int ld, int rows, int columns) {
        Arrays.fill(mean, meanOffset, meanOffset + columns, 0f);
        for (int r = 1; r < rows; r++) {
            int row = xOffset + r * ld;
            for (int c = 0; c < columns; c++) {
                mean[meanOffset + c] += x[row + c] - x[xOffset + c];
            }
        }
        for (int c = 0; c < columns; c++) {
            mean[meanOffset + c] = x[xOffset + c] + mean[meanOffset + c] / rows;
        }
    }

    @Override
    protected void variances(
            float[] variance,
            int varianceOffset,
            float[] mean,
            int meanOffset,
            float[] x,
            int xOffset,
            int ld,
            int rows,
            int columns) {
        Arrays.fill(variance, varianceOffset, varianceOffset + columns, 0f);
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * ld;
            for (int c = 0; c < columns; c++) {
                float distance = x[row + c] - mean[meanOffset + c];
                variance[varianceOffset + c] =
                        Math.fma(distance, distance, variance[varianceOffset + c]);
            }
        }
        for (int c = 0; c < columns; c++) {
            variance[varianceOffset + c] /= rows;
        }
    }

    @Override
    protected void deviations(
            float[] deviations,
            int deviationsOffset,
            float[] variance,
            int varianceOffset,
            int columns,
            float epsilon) {
        for (int c = 0; c < columns; c++) {
            float root = (float) Math.sqrt(variance[varianceOffset + c] + epsilon);
            deviations[deviationsOffset + c] = 1f / root;
        }
    }

    @Override
    protected void normalizeRows(
            float[] y,
            int yOffset,
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] parameters,
            int gammaOffset,
            int betaOffset,
            int ld,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < columns; c++) {
                float distance = x[xOffset + row + c] - mean[meanOffset + c];
                float value = distance * deviations[deviationsOffset + c];
                if (normalized != null) {
                    normalized[normalizedOffset + row + c] = value;
                }
                y[yOffset + row + c] =
                        Math.fma(parameters[gammaOffset + c], value, parameters[betaOffset + c]);
            }
        }
    }

    @Override
    protected void inputGradientRows(
            float[] dX,
            int dXOffset,
            float[] dY,
            int dYOffset,
            float[] normalized,
            int normalizedOffset,
            float[] deviations,
            int deviationsOffset,
            float[] parameters,
            int gammaOffset,
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            int ld,
            int rows,
            int columns) {
        float share = 1f / rows;
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < columns; c++) {
                float slope = gradients[dGammaOffset + c] * share;
                float centred = dY[dYOffset + row + c] - gradients[dBetaOffset + c] * share;
                float rest = Math.fma(-slope, normalized[normalizedOffset + row + c], centred);
                float factor = parameters[gammaOffset + c] * deviations[deviationsOffset + c];
                dX[dXOffset + row + c] = rest * factor;
            }
        }
    }

    @Override
    protected void move(
            float[] running,
            int runningOffset,
            float[] value,
            int valueOffset,
            int columns,
            float momentum,
            float factor) {
        float rest = 1f - momentum;
        for (int c = 0; c < columns; c++) {
            float share = momentum * (value[valueOffset + c] * factor);
            running[runningOffset + c] =
                    Subnormals.flushed(Math.fma(rest, running[runningOffset + c], share));
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
