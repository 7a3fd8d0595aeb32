package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.common.LossLoops;

/**
 * The loops of the losses, one element after the other: the definition of right.
 *
 * <p>The methods for parts of a row or of a block are what the vector twin does its tails with.
 */
public class ScalarLosses extends LossLoops {
    /** Loops without state. */
    public ScalarLosses() {}

    @Override
    protected void quarterDistances(
            float[] q, int qOffset, float[] z, int zOffset, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            float max = max(z, zOffset + at, columns);
            quarterDifference(q, qOffset + at, z, zOffset + at, max, columns);
        }
    }

    /** The largest of n ≥ 1 values. */
    protected static float max(float[] x, int xOffset, int n) {
        float max = x[xOffset];
        for (int i = xOffset + 1; i < xOffset + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    /** y[i] = x[i]/4 − c/4. */
    protected static void quarterDifference(
            float[] y, int yOffset, float[] x, int xOffset, float c, int n) {
        float quarter = c * 0.25f;
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = x[xOffset + i] * 0.25f - quarter;
        }
    }

    @Override
    protected void rowSums(
            float[] sums, float[] lanes, float[] x, int xOffset, int rows, int columns) {
        if (columns == 1) {
            System.arraycopy(x, xOffset, sums, 0, rows);
            return;
        }
        int used = Math.min(columns, LANES);
        for (int row = 0; row < rows; row++) {
            int at = xOffset + row * columns;
            for (int l = 0; l < used; l++) {
                lanes[l] = x[at + l];
            }
            for (int j = LANES; j < columns; j++) {
                lanes[j % LANES] += x[at + j];
            }
            sums[row] = fold(lanes, used);
        }
    }

    @Override
    protected void expOfQuadruple(float[] y, int yOffset, int n) {
        for (int i = yOffset; i < yOffset + n; i++) {
            y[i] = FloatMath.expOfNonPositive(y[i] * 4f);
        }
    }

    @Override
    protected final void log(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.log(x[i]);
        }
    }

    @Override
    protected void negatedProduct(
            float[] y, float[] t, int tOffset, float[] x, int xOffset, int n) {
        negatedProduct(y, t, tOffset, x, xOffset, 0, n);
    }

    /** y[i] = −t[i]·x[i] for from ≤ i &lt; to. */
    protected static void negatedProduct(
            float[] y, float[] t, int tOffset, float[] x, int xOffset, int from, int to) {
        for (int i = from; i < to; i++) {
            float factor = t[tOffset + i];
            y[i] = factor == 0f ? 0f : -factor * x[xOffset + i];
        }
    }

    @Override
    protected void scaleRows(
            float[] y, int yOffset, float[] factors, float scale, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            scale(y, yOffset + row * columns, factors[row], scale, columns);
        }
    }

    /** y[i] = (y[i]·factor)·scale. */
    protected static void scale(float[] y, int yOffset, float factor, float scale, int n) {
        for (int i = yOffset; i < yOffset + n; i++) {
            y[i] = y[i] * factor * scale;
        }
    }

    @Override
    protected void quadrupleLess(float[] y, int yOffset, float[] c, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            quadrupleLess(y, yOffset + row * columns, c[row], columns);
        }
    }

    /** y[i] = 4·y[i] − c. */
    protected static void quadrupleLess(float[] y, int yOffset, float c, int n) {
        for (int i = yOffset; i < yOffset + n; i++) {
            y[i] = Math.fma(4f, y[i], -c);
        }
    }

    @Override
    protected void scaleDifferenceOfRows(
            float[] y,
            int yOffset,
            float[] t,
            int tOffset,
            float[] factors,
            float scale,
            int rows,
            int columns) {
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            scaleDifference(y, yOffset + at, t, tOffset + at, factors[row], scale, columns);
        }
    }

    /** y[i] = (y[i]·factor − t[i])·scale. */
    protected static void scaleDifference(
            float[] y, int yOffset, float[] t, int tOffset, float factor, float scale, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.fma(y[yOffset + i], factor, -t[tOffset + i]) * scale;
        }
    }

    @Override
    protected void binaryCrossEntropy(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            int n,
            float scale) {
        binaryCrossEntropy(loss, dZ, dZOffset, z, zOffset, t, tOffset, 0, n, scale);
    }

    /** The loss for from ≤ i &lt; to. */
    protected static void binaryCrossEntropy(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            int from,
            int to,
            float scale) {
        for (int i = from; i < to; i++) {
            float logit = z[zOffset + i];
            float target = t[tOffset + i];
            float e = FloatMath.expOfNonPositive(-Math.abs(logit));
            float sigmoid = (logit >= 0f ? 1f : e) / (1f + e);
            loss[i] = Math.max(logit, 0f) - logit * target + FloatMath.log1p(e);
            dZ[dZOffset + i] = (sigmoid - target) * scale;
        }
    }

    @Override
    protected void squaredError(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            int n,
            float scale) {
        squaredError(loss, dZ, dZOffset, z, zOffset, t, tOffset, 0, n, scale);
    }

    /** The loss for from ≤ i &lt; to. */
    protected static void squaredError(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            int from,
            int to,
            float scale) {
        for (int i = from; i < to; i++) {
            float difference = z[zOffset + i] - t[tOffset + i];
            loss[i] = difference * difference;
            dZ[dZOffset + i] = 2f * difference * scale;
        }
    }
}
