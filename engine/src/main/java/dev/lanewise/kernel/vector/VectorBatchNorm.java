package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarBatchNorm;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Batch normalization on vectors, all along the rows: sums over them are taken up from memory and
 * put back, row by row. Vectors that go down the rows, with their sums in registers, miss the
 * caches where rows lie a large power of two apart (docs/experiments.md). The scalar twin takes the
 * columns that are left.
 */
final class VectorBatchNorm extends ScalarBatchNorm {
    @Override
    protected void means(
            float[] mean, int meanOffset, float[] x, int xOffset, int ld, int rows, int columns) {
        int body = Lanes.FLOAT.loopBound(columns);
        Arrays.fill(mean, meanOffset, meanOffset + body, 0f);
        for (int r = 1; r < rows; r++) {
            int row = xOffset + r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector distance = FloatVector.fromArray(Lanes.FLOAT, x, row + c)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + c));
                FloatVector.fromArray(Lanes.FLOAT, mean, meanOffset + c).add(distance)
                        .intoArray(mean, meanOffset + c);
            }
        }
        for (int c = 0; c < body; c += Lanes.COUNT) {
            FloatVector share =
                    FloatVector.fromArray(Lanes.FLOAT, mean, meanOffset + c).div(rows);
            FloatVector.fromArray(Lanes.FLOAT, x, xOffset + c).add(share).intoArray(mean,
                    meanOffset + c);
        }
        if (body < columns) {
            super.means(mean, meanOffset + body, x, xOffset + body, ld, rows, columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        Arrays.fill(variance, varianceOffset, varianceOffset + body, 0f);
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector distance = FloatVector.fromArray(Lanes.FLOAT, x, row + c)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, mean, meanOffset + c));
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, variance, varianceOffset + c);
                distance.fma(distance, sum).intoArray(variance, varianceOffset + c);
            }
        }
        for (int c = 0; c < body; c += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, variance, varianceOffset + c).div(rows)
                    .intoArray(variance, varianceOffset + c);
        }
        if (body < columns) {
            super.variances(
                    variance, varianceOffset + body, mean, meanOffset + body, x, xOffset + body, ld,
                    rows, columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1f);
        for (int c = 0; c < body; c += Lanes.COUNT) {
            FloatVector root = FloatVector.fromArray(Lanes.FLOAT, variance, varianceOffset + c)
                    .add(epsilon).sqrt();
            one.div(root).intoArray(deviations, deviationsOffset + c);
        }
        super.deviations(
                deviations, deviationsOffset + body, variance, varianceOffset + body,
                columns - body, epsilon);
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
        int body = Lanes.FLOAT.loopBound(columns);
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector value = FloatVector.fromArray(Lanes.FLOAT, x, xOffset + row + c)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, mean, meanOffset + c))
                        .mul(FloatVector.fromArray(Lanes.FLOAT, deviations, deviationsOffset + c));
                if (normalized != null) {
                    value.intoArray(normalized, normalizedOffset + row + c);
                }
                FloatVector gamma = FloatVector.fromArray(Lanes.FLOAT, parameters, gammaOffset + c);
                FloatVector beta = FloatVector.fromArray(Lanes.FLOAT, parameters, betaOffset + c);
                gamma.fma(value, beta).intoArray(y, yOffset + row + c);
            }
        }
        if (body < columns) {
            super.normalizeRows(
                    y, yOffset + body, normalized, normalizedOffset + body, deviations,
                    deviationsOffset + body, x, xOffset + body, mean, meanOffset + body, parameters,
                    gammaOffset + body, betaOffset + body, ld, rows, columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        float share = 1f / rows;
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector slope =
                        FloatVector.fromArray(Lanes.FLOAT, gradients, dGammaOffset + c).mul(share);
                FloatVector mean =
                        FloatVector.fromArray(Lanes.FLOAT, gradients, dBetaOffset + c).mul(share);
                FloatVector centred =
                        FloatVector.fromArray(Lanes.FLOAT, dY, dYOffset + row + c).sub(mean);
                FloatVector value = FloatVector.fromArray(
                        Lanes.FLOAT, normalized, normalizedOffset + row + c);
                FloatVector factor =
                        FloatVector.fromArray(Lanes.FLOAT, parameters, gammaOffset + c).mul(
                                FloatVector.fromArray(
                                        Lanes.FLOAT, deviations, deviationsOffset + c));
                slope.neg().fma(value, centred).mul(factor).intoArray(dX, dXOffset + row + c);
            }
        }
        if (body < columns) {
            super.inputGradientRows(
                    dX, dXOffset + body, dY, dYOffset + body, normalized, normalizedOffset + body,
                    deviations, deviationsOffset + body, parameters, gammaOffset + body, gradients,
                    dGammaOffset + body, dBetaOffset + body, ld, rows, columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        FloatVector rest = FloatVector.broadcast(Lanes.FLOAT, 1f - momentum);
        for (int c = 0; c < body; c += Lanes.COUNT) {
            FloatVector share = FloatVector.fromArray(Lanes.FLOAT, value, valueOffset + c)
                    .mul(factor).mul(momentum);
            FloatVector old = FloatVector.fromArray(Lanes.FLOAT, running, runningOffset + c);
            FloatVector next = rest.fma(old, share);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(running, runningOffset + c);
        }
        super.move(
                running, runningOffset + body, value, valueOffset + body, columns - body, momentum,
                factor);
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
