package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import dev.lanewise.kernel.scalar.ScalarLosses;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of the losses on vectors: a body of whole vectors, and the scalar twin for the tail.
 *
 * <p>Sums have sixteen lanes whatever the species has: a narrow vector goes over the row several
 * times, each time for other lanes. Rows shorter than a vector are left to the scalar twin, and so
 * are the logarithms, of which all losses but KL divergence take one a row.
 */
final class VectorLosses extends ScalarLosses {
    @Override
    protected ElementLoops elements(LossFunction.Elementwise function) {
        return new VectorElements(function);
    }

    @Override
    protected void quarterDistances(
            float[] q, int qOffset, float[] z, int zOffset, int rows, int columns) {
        int body = Lanes.FLOAT.loopBound(columns);
        if (body == 0) {
            super.quarterDistances(q, qOffset, z, zOffset, rows, columns);
            return;
        }
        for (int row = 0; row < rows; row++) {
            int at = zOffset + row * columns;
            int to = qOffset + row * columns;
            FloatVector maxima = FloatVector.fromArray(Lanes.FLOAT, z, at);
            for (int j = Lanes.COUNT; j < body; j += Lanes.COUNT) {
                maxima = maxima.max(FloatVector.fromArray(Lanes.FLOAT, z, at + j));
            }
            // no order shows in a maximum
            float max = maxima.reduceLanes(VectorOperators.MAX);
            if (body < columns) {
                max = Math.max(max, max(z, at + body, columns - body));
            }
            float quarter = max * 0.25f;
            for (int j = 0; j < body; j += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOAT, z, at + j).mul(0.25f).sub(quarter).intoArray(q,
                        to + j);
            }
            quarterDifference(q, to + body, z, at + body, max, columns - body);
        }
    }

    @Override
    protected void rowSums(
            float[] sums, float[] lanes, float[] x, int xOffset, int rows, int columns) {
        if (columns < LANES) {
            super.rowSums(sums, lanes, x, xOffset, rows, columns);
            return;
        }
        int body = columns - columns % LANES;
        for (int row = 0; row < rows; row++) {
            int at = xOffset + row * columns;
            for (int l = 0; l < LANES; l += Lanes.COUNT) {
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, x, at + l);
                for (int j = l + LANES; j < body; j += LANES) {
                    sum = sum.add(FloatVector.fromArray(Lanes.FLOAT, x, at + j));
                }
                sum.intoArray(lanes, l);
            }
            for (int j = body; j < columns; j++) {
                lanes[j - body] += x[at + j];
            }
            sums[row] = fold(lanes, LANES);
        }
    }

    @Override
    protected void expOfQuadruple(float[] y, int yOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        expOfQuadrupleVectors(y, yOffset, body);
        super.expOfQuadruple(y, yOffset + body, n - body);
    }

    /**
     * A method of its own: callers of {@link #expOfQuadruple}, hot from other losses or from the
     * scalar twin, may be compiled with that method in them before it was profiled. C2 then leaves
     * the call of this one as it is, and compiles this loop later, by a profile of its own.
     */
    private static void expOfQuadrupleVectors(float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            FloatVector quadruple = FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i).mul(4f);
            VectorMath.expOfNonPositive(quadruple).intoArray(y, yOffset + i);
        }
    }

    @Override
    protected void negatedProduct(
            float[] y, float[] t, int tOffset, float[] x, int xOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector factor = FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i);
            FloatVector product =
                    factor.neg().mul(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i));
            VectorMask<Float> none = factor.compare(VectorOperators.EQ, 0f);
            product.blend(0f, none).intoArray(y, i);
        }
        negatedProduct(y, t, tOffset, x, xOffset, body, n);
    }

    @Override
    protected void mix(float[] y, float[] t, int tOffset, float[] a, float[] b, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, t, tOffset + i)
                    .fma(FloatVector.fromArray(Lanes.FLOAT, a, i),
                            FloatVector.fromArray(Lanes.FLOAT, b, i))
                    .intoArray(y, i);
        }
        mix(y, t, tOffset, a, b, body, n);
    }

    @Override
    protected void scaleRows(
            float[] y, int yOffset, float[] factors, float scale, int rows, int columns) {
        int body = Lanes.FLOAT.loopBound(columns);
        for (int row = 0; row < rows; row++) {
            int at = yOffset + row * columns;
            float factor = factors[row];
            for (int j = 0; j < body; j += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOAT, y, at + j).mul(factor).mul(scale).intoArray(y,
                        at + j);
            }
            scale(y, at + body, factor, scale, columns - body);
        }
    }

    @Override
    protected void quadrupleLess(float[] y, int yOffset, float[] c, int rows, int columns) {
        int body = Lanes.FLOAT.loopBound(columns);
        FloatVector four = FloatVector.broadcast(Lanes.FLOAT, 4f);
        for (int row = 0; row < rows; row++) {
            int at = yOffset + row * columns;
            FloatVector less = FloatVector.broadcast(Lanes.FLOAT, -c[row]);
            for (int j = 0; j < body; j += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOAT, y, at + j).fma(four, less).intoArray(y, at + j);
            }
            quadrupleLess(y, at + body, c[row], columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        for (int row = 0; row < rows; row++) {
            int at = yOffset + row * columns;
            int target = tOffset + row * columns;
            FloatVector factor = FloatVector.broadcast(Lanes.FLOAT, factors[row]);
            for (int j = 0; j < body; j += Lanes.COUNT) {
                FloatVector minusTarget = FloatVector.fromArray(Lanes.FLOAT, t, target + j).neg();
                FloatVector.fromArray(Lanes.FLOAT, y, at + j).fma(factor, minusTarget).mul(scale)
                        .intoArray(y, at + j);
            }
            scaleDifference(
                    y, at + body, t, target + body, factors[row], scale, columns - body);
        }
    }
}
