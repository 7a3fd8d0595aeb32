package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import dev.lanewise.internal.OptimizerSettings;

/**
 * An optimizer's update of weights by their gradients, in one pass over memory.
 *
 * <p>State (momentum buffer, moments) lies in one flat array of {@link #slots()} parts: slot s of
 * weight i is {@code state[stateOffset + s·slotStride + i]}. It starts as zeros. Every element is
 * computed on its own with exactly rounded operations: twins give equal bits. State below the
 * smallest normal number (2^-126) is flushed to zero, so that moments that decay do not slow a long
 * run.
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
     * Updates n weights and their state, after {@link #begin} for this step.
     *
     * <p>A step may go over the weights in parts, each of them once. The slices of w, g and state
     * must not overlap, which is not checked.
     *
     * @param w weights, updated
     * @param g gradients, read only
     * @param state state, updated; see the class for its layout
     * @param slotStride distance between the slots of one weight, at least n;
     *     unused where there are no slots
     * @throws IllegalStateException where {@link #begin} was never called
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
        if (!begun) {
            throw new IllegalStateException(
                    "update without a step, call begin(step, learningRate) first");
        }
        Checks.size("n", n);
        Checks.slice("w", w, wOffset, n);
        Checks.slice("g", g, gOffset, n);
        if (slots() > 0) {
            checkState(state, stateOffset, slotStride, n);
        }
        run(w, wOffset, g, gOffset, state, stateOffset, slotStride, n);
    }

    private void checkState(float[] state, int stateOffset, int slotStride, int n) {
        if (slotStride < n) {
            throw new IllegalArgumentException(
                    "slotStride is " + slotStride + ", expected at least n, which is " + n);
        }
        long length = n == 0 ? 0 : (slots() - 1L) * slotStride + n;
        Checks.slice("state", state, stateOffset, length);
    }

    /** {@link #begin} with arguments checked. */
    protected abstract void prepare(long step, double learningRate);

    /** {@link #update} with arguments checked. */
    protected abstract void run(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n);

    /** x, or +0 in the place of a magnitude below the smallest normal number. */
    protected static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0f : x;
    }
}
