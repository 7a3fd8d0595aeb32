package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.ArraySweeps;

/** Sweeps over flat arrays by plain loops. */
public class ScalarArraySweeps extends ArraySweeps {
    /** A kernel without state. */
    public ScalarArraySweeps() {}

    @Override
    protected void runAdd(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += x[xOffset + i];
        }
    }

    @Override
    protected void runScale(float[] x, int xOffset, int n, float factor) {
        for (int i = 0; i < n; i++) {
            x[xOffset + i] *= factor;
        }
    }

    @Override
    protected void runClamp(float[] x, int xOffset, int n, float limit) {
        for (int i = 0; i < n; i++) {
            float value = x[xOffset + i];
            x[xOffset + i] = value > limit ? limit : value < -limit ? -limit : value;
        }
    }

    @Override
    protected void runAverage(
            float[] average, int averageOffset, float[] x, int xOffset, int n, float rate) {
        for (int i = 0; i < n; i++) {
            float old = average[averageOffset + i];
            average[averageOffset + i] =
                    Subnormals.flushed(Math.fma(rate, x[xOffset + i] - old, old));
        }
    }

    @Override
    protected final double squaresOfChunk(float[] x, int xOffset, int n) {
        int body = n - n % LANES;
        double sum = body == 0 ? 0 : squaresOfLanes(x, xOffset, body, LANES);
        for (int i = body; i < n; i++) {
            double value = x[xOffset + i];
            sum += value * value;
        }
        return sum;
    }

    /**
     * The folded sum of the first lanes from {@code xOffset} on.
     *
     * @param body elements of all sixteen lanes together, which has no remainder
     * @param lanes how many, a power of two
     */
    protected double squaresOfLanes(float[] x, int xOffset, int body, int lanes) {
        if (lanes > 1) {
            int half = lanes / 2;
            return squaresOfLanes(x, xOffset, body, half)
                    + squaresOfLanes(x, xOffset + half, body, half);
        }
        double sum = 0;
        for (int i = 0; i < body; i += LANES) {
            double value = x[xOffset + i];
            sum += value * value;
        }
        return sum;
    }
}
