package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarPrelu;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * PReLU on whole vectors, along the rows as {@link VectorBatchNorm}; the scalar twin takes the
 * columns that are left.
 */
final class VectorPrelu extends ScalarPrelu {
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
        int body = Lanes.FLOAT.loopBound(columns);
        for (int r = 0; r < rows; r++) {
            int to = yOffset + r * ld;
            int from = zOffset + r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector value = FloatVector.fromArray(Lanes.FLOAT, z, from + c);
                VectorMask<Float> positive = value.compare(VectorOperators.GT, 0f);
                FloatVector.fromArray(Lanes.FLOAT, a, aOffset + c).mul(value)
                        .blend(value, positive).intoArray(y, to + c);
            }
        }
        if (body < columns) {
            super.apply(
                    y, yOffset + body, z, zOffset + body, a, aOffset + body, ld, rows,
                    columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                VectorMask<Float> positive =
                        FloatVector.fromArray(Lanes.FLOAT, z, zOffset + row + c)
                                .compare(VectorOperators.GT, 0f);
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dY, dYOffset + row + c);
                FloatVector.fromArray(Lanes.FLOAT, a, aOffset + c).mul(gradient)
                        .blend(gradient, positive).intoArray(dZ, dZOffset + row + c);
            }
        }
        if (body < columns) {
            super.multiply(
                    dZ, dZOffset + body, dY, dYOffset + body, z, zOffset + body, a, aOffset + body,
                    ld, rows, columns - body);
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
        int body = Lanes.FLOAT.loopBound(columns);
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector value = FloatVector.fromArray(Lanes.FLOAT, z, zOffset + row + c);
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dY, dYOffset + row + c);
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, da, daOffset + c);
                VectorMask<Float> positive = value.compare(VectorOperators.GT, 0f);
                gradient.fma(value, sum).blend(sum, positive).intoArray(da, daOffset + c);
            }
        }
        if (body < columns) {
            super.addSlopeGradients(
                    da, daOffset + body, dY, dYOffset + body, z, zOffset + body, ld, rows,
                    columns - body);
        }
    }
}
