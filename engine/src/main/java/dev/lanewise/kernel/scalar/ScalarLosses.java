package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import dev.lanewise.kernel.common.LossLoops;

/**
 * The loops of the losses, one element after the other: the definition of right.
 *
 * <p>The methods for parts of a row or of a block are what the vector twin does its tails with.
 */
public class ScalarLosses extends LossLoops {
    /** From a cross-entropy of less than that on, 1 − p is 1 and p is 0. */
    private static final double SURELY_WRONG = 100;

    /** Loops without state. */
    public ScalarLosses() {}

    @Override
    protected ElementLoops elements(LossFunction.Elementwise function) {
        return new ScalarElements(function);
    }

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
    protected final void log(float[] y, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.log(x[xOffset + i]);
        }
    }

    @Override
    protected final void focus(
            float[] values, float[] slopes, double[] losses, float gamma, int rows) {
        for (int row = 0; row < rows; row++) {
            float loss = (float) Math.min(losses[row], SURELY_WRONG);
            float rest = -FloatMath.expm1(-loss);
            float value = gamma == 0 ? 1 : FloatMath.expOfNonPositive(gamma * FloatMath.log(rest));
            float ratio = loss == 0 ? 1 : loss / rest; // its limit
            values[row] = value;
            slopes[row] = value * Math.fma(gamma * (1 - rest), ratio, 1);
        }
    }

    @Override
    protected void mix(float[] y, float[] t, int tOffset, float[] a, float[] b, int n) {
        mix(y, t, tOffset, a, b, 0, n);
    }

    /** y[i] = t[i]·a[i] + b[i] for from ≤ i &lt; to. */
    protected static void mix(
            float[] y, float[] t, int tOffset, float[] a, float[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.fma(t[tOffset + i], a[i], b[i]);
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
}
