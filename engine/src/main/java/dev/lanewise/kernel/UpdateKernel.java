package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import dev.lanewise.internal.OptimizerSettings;

/**
 * An optimizer's update of weights by their gradients, in one pass over memory.
 *
 * <p>State (momentum buffer, moments) lies in one flat array of {@link #slots()} parts: slot s of
 * weight i is {@code state[stateOffset + s·slotStride + i]}. It starts as zeros. Every element is
 * computed on its own with exactly rounded operations: twins give equal bits. Weights and state of a
 * magnitude below the smallest normal number (2^-126) become +0. Where gradients stay away, a decay
 * would else take them down to subnormal numbers and leave them there, since rounding stops it: on
 * many processors each operation on one takes over a hundred cycles.
 *
 * <p>Between two calls of {@link #begin} a kernel does not change: several threads may update
 * different weights at the same time, as members of a {@link Team} do in an {@link
 * Sgemm.Epilogue}.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels} gives
 * instances, and what is protected here may change at any time.
 */
public abstract class UpdateKernel {
    private boolean begun;

    /** For the twins. */
    protected UpdateKernel() {}

    /** State values for each weight. */
    public abstract int slots();

    /**
     * Sets what all weights of one step share (bias corrections and the like).
     *
     * @param step number of the step, from 1
     * @param learningRate finite and at least 0
     */
    public final void begin(long step, double learningRate) {
        Checks.require(step >= 1, "step", step, "at least 1");
        OptimizerSettings.learningRate(learningRate);
        prepare(step, learningRate);
        begun = true;
    }

    /**
     * Updates n weights and their state, after {@link #begin} for this step: a matrix of one row.
     *
     * @see #update(float[], int, int, float[], int, int, float[], int, int, int, int)
     */
    public final void update(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n) {
        Checks.size("n", n);
        update(w, wOffset, n, g, gOffset, n, state, stateOffset, slotStride, 1, n);
    }

    /**
     * Updates a matrix of weights and their state, after {@link #begin} for this step.
     *
     * <p>A step may go over the weights in parts, each of them once, in any order. The slices of w,
     * g and state must not overlap, which is not checked.
     *
     * @param w weights, {@code rows × columns}, updated
     * @param ldw distance between rows of w, and between those of a slot
     * @param g gradients, {@code rows × columns}; the kernel may change them, as {@link
     *     Kernels#l1Regularized} does
     * @param ldg distance between rows of g
     * @param state state, updated; see the class for its layout
     * @param slotStride distance between the slots of one weight, at least the length of a slot
     *     from its first weight to its last; unused where there are no slots
     * @throws IllegalStateException where {@link #begin} was never called
     */
    public final void update(
            float[] w,
            int wOffset,
            int ldw,
            float[] g,
            int gOffset,
            int ldg,
            float[] state,
            int stateOffset,
            int slotStride,
            int rows,
            int columns) {
        if (!begun) {
            throw new IllegalStateException(
                    "update without a step, call begin(step, learningRate) first");
        }
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix("w", w, wOffset, ldw, rows, columns);
        Checks.matrix("g", g, gOffset, ldg, rows, columns);
        if (rows == 0 || columns == 0) {
            return;
        }
        if (slots() > 0) {
            checkState(state, stateOffset, slotStride, (rows - 1) * ldw + columns);
        }
        if (ldw == columns && ldg == columns) {
            run(w, wOffset, g, gOffset, state, stateOffset, slotStride, rows * columns);
            return;
        }
        for (int row = 0; row < rows; row++) {
            int at = row * ldw;
            run(w, wOffset + at, g, gOffset + row * ldg, state, stateOffset + at, slotStride,
                    columns);
        }
    }

    private void checkState(float[] state, int stateOffset, int slotStride, int length) {
        if (slotStride < length) {
            throw new IllegalArgumentException(
                    "slotStride is " + slotStride + ", expected at least " + length
                            + ", from the first weight to the last");
        }
        Checks.slice("state", state, stateOffset, (slots() - 1L) * slotStride + length);
    }

    /** {@link #begin} with arguments checked. */
    protected abstract void prepare(long step, double learningRate);

    /** One row of at least one weight, with arguments checked. */
    protected abstract void run(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n);

    /**
     * base^exponent by squaring: Math.pow may differ by its last bit from one machine to the next.
     */
    protected static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            result = (rest & 1) == 0 ? result : result * square;
            square *= square;
        }
        return result;
    }
}
