package dev.lanewise.kernel.scalar;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The values of a smooth function at runs of neighbouring floats, for the price of a few.
 *
 * <p>The function is asked at four evenly spaced places of each run, and a cubic through them gives
 * the rest. A run of 256 normal floats, all of one exponent, is at most 2^-15 of its place wide, so
 * the fourth difference, which the cubic leaves out, is far below the last place of a float.
 */
final class Neighbours {
    private static final int RUN = 256;
    private static final int SPACING = (RUN - 1) / 3;
    private static final double LEAST = 1e-290;

    private Neighbours() {}

    /**
     * The function's values at neighbouring floats in order of their bits, a whole number of runs.
     */
    static double[] valuesOf(DoubleUnaryOperator function, float[] x) {
        double[] values = new double[x.length];
        double[] places = new double[4];
        for (int start = 0; start < x.length; start += RUN) {
            for (int place = 0; place < places.length; place++) {
                places[place] = function.applyAsDouble(x[start + place * SPACING]);
            }
            if (areAlike(places)) {
                Arrays.fill(values, start, start + RUN, places[0]);
            } else if (areClose(x[start], places)) {
                interpolate(values, start, places);
            } else {
                for (int i = start; i < start + RUN; i++) {
                    values[i] = function.applyAsDouble(x[i]);
                }
            }
        }
        return values;
    }

    /** Whether a function is constant as far as one sees: a limit, or NaN. */
    private static boolean areAlike(double[] places) {
        return Double.compare(places[0], places[1]) == 0
                && Double.compare(places[0], places[2]) == 0
                && Double.compare(places[0], places[3]) == 0;
    }

    /**
     * Whether a run is short beside where it lies, which subnormal ones are not, and its values are
     * finite and well above the smallest doubles, between which and zero there is no cubic.
     */
    private static boolean areClose(float x, double[] places) {
        return Math.abs(x) >= Float.MIN_NORMAL
                && Arrays.stream(places).allMatch(
                        y -> Math.abs(y) > LEAST && Math.abs(y) <= Double.MAX_VALUE);
    }

    /** Newton's form with forward differences; the first value keeps the sign of its zero. */
    private static void interpolate(double[] values, int start, double[] places) {
        double first = places[1] - places[0];
        double second = places[2] - places[1] - first;
        double third = places[3] - places[2] - (places[2] - places[1]) - second;
        values[start] = places[0];
        for (int i = 1; i < RUN; i++) {
            double s = i / (double) SPACING;
            double curve = (s - 1) / 2 * (second + (s - 2) / 3 * third);
            values[start + i] = places[0] + s * (first + curve);
        }
    }
}
