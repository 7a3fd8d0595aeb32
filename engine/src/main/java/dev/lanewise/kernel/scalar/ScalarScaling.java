package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.ScalingKernel;

/** Shifting and scaling by plain loops along the rows. */
public class ScalarScaling extends ScalingKernel {
    /** A kernel without state. */
    public ScalarScaling() {}

    @Override
    protected void apply(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] inverse,
            int inverseOffset,
            int ld,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int to = yOffset + r * ld;
            int from = xOffset + r * ld;
            for (int c = 0; c < columns; c++) {
                y[to + c] = (x[from + c] - mean[meanOffset + c]) * inverse[inverseOffset + c];
            }
        }
    }
}
