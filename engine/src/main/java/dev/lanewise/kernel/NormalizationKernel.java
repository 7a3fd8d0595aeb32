package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.Arrays;

/**
 * What layer and batch normalization have in common: y = gamma·normalized + beta with a gamma and a
 * beta for each column, and so the gradients of both.
 *
 * <p>A kernel has no state, so several threads may use one.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: what is protected here may
 * change at any time.
 */
public abstract class NormalizationKernel {
    NormalizationKernel() {}

    /**
     * dGamma[c] = Σ over r of dY[r][c]·normalized[r][c] and dBeta[c] = Σ over r of dY[r][c], or
     * added to what is there.
     *
     * <p>Each sum runs over ascending rows in one accumulator, that of dGamma by fused
     * multiply-adds, started from +0 or from what is there: the bits do not depend on the lane
     * width, nor on how the columns are shared out. dY and normalized are read once. Gradients must
     * not overlap them, which is not checked.
     *
     * @param gradients holds dGamma and dBeta, {@code columns} values each
     * @param dY gradient of y, {@code rows × columns}
     * @param normalized as the forward pass left it, {@code rows × columns}
     * @param ld distance between rows, of dY and of normalized
     */
    public final void parameterGradients(
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            float[] dY,
            int dYOffset,
            float[] normalized,
            int normalizedOffset,
            int ld,
            int rows,
            int columns,
            boolean accumulate) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.slice("gradients of gamma", gradients, dGammaOffset, columns);
        Checks.slice("gradients of beta", gradients, dBetaOffset, columns);
        Checks.matrix("dY", dY, dYOffset, ld, rows, columns);
        Checks.matrix("normalized", normalized, normalizedOffset, ld, rows, columns);
        if (columns == 0) {
            return;
        }
        if (!accumulate) {
            Arrays.fill(gradients, dGammaOffset, dGammaOffset + columns, 0f);
            Arrays.fill(gradients, dBetaOffset, dBetaOffset + columns, 0f);
        }
        addParameterGradients(
                gradients, dGammaOffset, dBetaOffset, dY, dYOffset, normalized, normalizedOffset,
                ld, rows, columns);
    }

    /** {@link #parameterGradients} added to what is there, with arguments checked. */
    protected abstract void addParameterGradients(
            float[] gradients,
            int dGammaOffset,
            int dBetaOffset,
            float[] dY,
            int dYOffset,
            float[] normalized,
            int normalizedOffset,
            int ld,
            int rows,
            int columns);

    /** Demands a summand that keeps the root of a variance of 0 away from 0. */
    static void checkEpsilon(float epsilon) {
        boolean positive = epsilon > 0 && epsilon <= Float.MAX_VALUE;
        Checks.require(positive, "epsilon", epsilon, "finite and above 0");
    }
}
