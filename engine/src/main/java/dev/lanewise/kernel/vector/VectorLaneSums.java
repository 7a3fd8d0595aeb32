package dev.lanewise.kernel.vector;

import static dev.lanewise.kernel.vector.Lanes.FLOAT;

import dev.lanewise.kernel.scalar.LaneSums;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * {@link LaneSums} on vectors: the sixteen virtual lanes are one, two or four vectors, which are
 * added up in registers.
 *
 * <p>Elements beyond the last sixteen are loaded together with what follows them in the array, and
 * a mask keeps that out. Where the array ends before, the scalar twin computes the sum. Branches on
 * the number of lanes are on a constant, and C2 keeps one side.
 */
final class VectorLaneSums {
    private static final int N = Lanes.COUNT;
    private static final int LANES = 16;
    private static final VectorShuffle<Float> ROTATE_8 = VectorShuffle.iota(FLOAT, 8, 1, true);
    private static final VectorShuffle<Float> ROTATE_4 = VectorShuffle.iota(FLOAT, 4, 1, true);
    private static final VectorShuffle<Float> ROTATE_2 = VectorShuffle.iota(FLOAT, 2, 1, true);
    private static final VectorShuffle<Float> ROTATE_1 = VectorShuffle.iota(FLOAT, 1, 1, true);

    private VectorLaneSums() {}

    /** {@link LaneSums#sum}. */
    static float sum(float[] x, int xOffset, int n, float shift) {
        int rest = n % LANES;
        int end = xOffset + n - rest;
        if (rest > 0 && end > x.length - LANES) {
            return LaneSums.sum(x, xOffset, n, shift);
        }
        FloatVector shifts = FloatVector.broadcast(FLOAT, shift);
        FloatVector a = FloatVector.broadcast(FLOAT, -0f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int j = xOffset; j < end; j += LANES) {
            a = a.add(FloatVector.fromArray(FLOAT, x, j).sub(shifts));
            if (N <= 8) {
                b = b.add(FloatVector.fromArray(FLOAT, x, j + N).sub(shifts));
            }
            if (N == 4) {
                c = c.add(FloatVector.fromArray(FLOAT, x, j + 2 * N).sub(shifts));
                d = d.add(FloatVector.fromArray(FLOAT, x, j + 3 * N).sub(shifts));
            }
        }
        if (rest > 0) {
            FloatVector more = a.add(FloatVector.fromArray(FLOAT, x, end).sub(shifts));
            a = a.blend(more, FLOAT.indexInRange(0, rest));
            if (N <= 8) {
                more = b.add(FloatVector.fromArray(FLOAT, x, end + N).sub(shifts));
                b = b.blend(more, FLOAT.indexInRange(N, rest));
            }
            if (N == 4) {
                more = c.add(FloatVector.fromArray(FLOAT, x, end + 2 * N).sub(shifts));
                c = c.blend(more, FLOAT.indexInRange(2 * N, rest));
                more = d.add(FloatVector.fromArray(FLOAT, x, end + 3 * N).sub(shifts));
                d = d.blend(more, FLOAT.indexInRange(3 * N, rest));
            }
        }
        return N == 4 ? fold(a.add(c).add(b.add(d))) : fold(N == 8 ? a.add(b) : a);
    }

    /** {@link LaneSums#sumOfProducts}. */
    static float sumOfProducts(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int rest = n % LANES;
        int body = n - rest;
        int xEnd = xOffset + body;
        int yEnd = yOffset + body;
        if (rest > 0 && (xEnd > x.length - LANES || yEnd > y.length - LANES)) {
            return LaneSums.sumOfProducts(x, xOffset, y, yOffset, n);
        }
        FloatVector a = FloatVector.broadcast(FLOAT, -0f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int j = 0; j < body; j += LANES) {
            a = FloatVector.fromArray(FLOAT, x, xOffset + j)
                    .fma(FloatVector.fromArray(FLOAT, y, yOffset + j), a);
            if (N <= 8) {
                b = FloatVector.fromArray(FLOAT, x, xOffset + j + N)
                        .fma(FloatVector.fromArray(FLOAT, y, yOffset + j + N), b);
            }
            if (N == 4) {
                c = FloatVector.fromArray(FLOAT, x, xOffset + j + 2 * N)
                        .fma(FloatVector.fromArray(FLOAT, y, yOffset + j + 2 * N), c);
                d = FloatVector.fromArray(FLOAT, x, xOffset + j + 3 * N)
                        .fma(FloatVector.fromArray(FLOAT, y, yOffset + j + 3 * N), d);
            }
        }
        if (rest > 0) {
            FloatVector more = FloatVector.fromArray(FLOAT, x, xEnd)
                    .fma(FloatVector.fromArray(FLOAT, y, yEnd), a);
            a = a.blend(more, FLOAT.indexInRange(0, rest));
            if (N <= 8) {
                more = FloatVector.fromArray(FLOAT, x, xEnd + N)
                        .fma(FloatVector.fromArray(FLOAT, y, yEnd + N), b);
                b = b.blend(more, FLOAT.indexInRange(N, rest));
            }
            if (N == 4) {
                more = FloatVector.fromArray(FLOAT, x, xEnd + 2 * N)
                        .fma(FloatVector.fromArray(FLOAT, y, yEnd + 2 * N), c);
                c = c.blend(more, FLOAT.indexInRange(2 * N, rest));
                more = FloatVector.fromArray(FLOAT, x, xEnd + 3 * N)
                        .fma(FloatVector.fromArray(FLOAT, y, yEnd + 3 * N), d);
                d = d.blend(more, FLOAT.indexInRange(3 * N, rest));
            }
        }
        return N == 4 ? fold(a.add(c).add(b.add(d))) : fold(N == 8 ? a.add(b) : a);
    }

    /** Adds the upper half of the lanes to the lower until one is left. */
    private static float fold(FloatVector lanes) {
        FloatVector sum = lanes;
        if (N == 16) {
            sum = sum.add(sum.rearrange(ROTATE_8));
        }
        if (N >= 8) {
            sum = sum.add(sum.rearrange(ROTATE_4));
        }
        sum = sum.add(sum.rearrange(ROTATE_2));
        sum = sum.add(sum.rearrange(ROTATE_1));
        return sum.lane(0);
    }
}
