package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarScaling;
import jdk.incubator.vector.FloatVector;

/** Shifting and scaling on whole vectors; the scalar twin takes the columns that are left. */
final class VectorScaling extends ScalarScaling {
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
        int body = Lanes.FLOAT.loopBound(columns);
        for (int r = 0; r < rows; r++) {
            int to = yOffset + r * ld;
            int from = xOffset + r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOAT, x, from + c)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, mean, meanOffset + c))
                        .mul(FloatVector.fromArray(Lanes.FLOAT, inverse, inverseOffset + c))
                        .intoArray(y, to + c);
            }
        }
        if (body < columns) {
            super.apply(
                    y, yOffset + body, x, xOffset + body, mean, meanOffset + body, inverse,
                    inverseOffset + body, ld, rows, columns - body);
        }
    }
}
