package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.NormalizationGradients;
import jdk.incubator.vector.FloatVector;

/** {@link NormalizationGradients} in registers, a vector of columns down the rows. */
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
        int c = 0;
        for (; c + Lanes.COUNT <= columns; c += Lanes.COUNT) {
            FloatVector dGamma = FloatVector.fromArray(Lanes.FLOAT, gradients, dGammaOffset + c);
            FloatVector dBeta = FloatVector.fromArray(Lanes.FLOAT, gradients, dBetaOffset + c);
            for (int r = 0; r < rows; r++) {
                int at = c + r * ld;
                FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, dY, dYOffset + at);
                dGamma = gradient.fma(
                        FloatVector.fromArray(Lanes.FLOAT, normalized, normalizedOffset + at),
                        dGamma);
                dBeta = dBeta.add(gradient);
            }
            dGamma.intoArray(gradients, dGammaOffset + c);
            dBeta.intoArray(gradients, dBetaOffset + c);
        }
        if (c < columns) {
            NormalizationGradients.add(
                    gradients, dGammaOffset + c, dBetaOffset + c, dY, dYOffset + c, normalized,
                    normalizedOffset + c, ld, rows, columns - c);
        }
    }
}
