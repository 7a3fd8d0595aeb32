package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.PreluKernel;

/** PReLU by plain loops along the rows. */
public class ScalarPrelu extends PreluKernel {
    /** A kernel without state. */
    public ScalarPrelu() {}

    @Override
    protected void apply(
            float[] y,
            int yOffset,
            float[] z,
            int zOffset,
            float[] a,
            int aOffset,
            int ld,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int to = yOffset + r * ld;
            int from = zOffset + r * ld;
            for (int c = 0; c < columns; c++) {
                float value = z[from + c];
                y[to + c] = value > 0 ? value : a[aOffset + c] * value;
            }
        }
    }

    @Override
    protected void multiply(
            float[] dZ,
            int dZOffset,
            float[] dY,
            int dYOffset,
            float[] z,
            int zOffset,
            float[] a,
            int aOffset,
            int ld,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < columns; c++) {
                float gradient = dY[dYOffset + row + c];
                boolean positive = z[zOffset + row + c] > 0;
                dZ[dZOffset + row + c] = positive ? gradient : a[aOffset + c] * gradient;
            }
        }
    }

    @Override
    protected void addSlopeGradients(
            float[] da,
            int daOffset,
            float[] dY,
            int dYOffset,
            float[] z,
            int zOffset,
            int ld,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < columns; c++) {
                float value = z[zOffset + row + c];
                float sum = da[daOffset + c];
                float sumWithRow = Math.fma(dY[dYOffset + row + c], value, sum);
                da[daOffset + c] = value > 0 ? sum : sumWithRow;
            }
        }
    }
}
