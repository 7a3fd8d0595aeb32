package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.NormalizationGradients;
import jdk.incubator.vector.FloatVector;

/** {@link NormalizationGradients} on vectors, along the rows as {@link VectorBatchNorm}. */
final class VectorNormalizationGradients {
    private VectorNormalizationGradients() {}

    /** {@link NormalizationGradients#add}, which takes the columns that are left. */
    static void add(
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            float[] dY,
            int dYOffset,
            float[] normalized,
            int normalizedOffset,
            int ld,
            int rows,
            int columns) {
        int body = Lanes.FLOAT.loopBound(columns);
        for (int r = 0; r < rows; r++) {
            int row = r * ld;
            for (int c = 0; c < body; c += Lanes.COUNT) {
                int g = dGammaOffset + c;
                int b = dBetaOffset + c;
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dY, dYOffset + row + c);
                FloatVector value = FloatVector.fromArray(
                        Lanes.FLOAT, normalized, normalizedOffset + row + c);
                gradient.fma(value, FloatVector.fromArray(Lanes.FLOAT, gradients, g))
                        .intoArray(gradients, g);
                FloatVector.fromArray(Lanes.FLOAT, gradients, b).add(gradient).intoArray(gradients,
                        b);
            }
        }
        if (body < columns) {
            NormalizationGradients.add(
                    gradients, dGammaOffset + body, dBetaOffset + body, dY, dYOffset + body,
                    normalized, normalizedOffset + body, ld, rows, columns - body);
        }
    }
}
