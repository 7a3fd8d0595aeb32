package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.DropoutKernel;

/** Dropout, one value after the other. */
public class ScalarDropout extends DropoutKernel {
    /** A kernel without state. */
    public ScalarDropout() {}

    @Override
    protected void drop(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            int n,
            int start,
            int middle,
            int threshold,
            float scale) {
        for (int i = 0; i < n; i++) {
            boolean dropped = mix(start + i, middle) < threshold;
            y[yOffset + i] = dropped ? 0f : x[xOffset + i] * scale;
        }
    }
}
