package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * An optimizer's update of weights by their gradients, in one pass over memory.
 *
 * <p>State (momentum buffer, moments) lies in one flat array of {@link #slots()} parts: slot s of
 * weight i is {@code state[stateOffset + s·slotStride + i]}. It starts as zeros. Every element is
 * computed on its own with exactly rounded operations: twins give equal bits. State below the
 * smallest normal number (2^-126) is flushed to zero, so that moments that decay do not slow a long
 * run.
 */
public abstract class UpdateKernel {
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
        Checks.require(
                learningRate >= 0 && learningRate <= Float.MAX_VALUE,
                "learningRate",
                learningRate,
                "finite and at least 0");
        prepare(step, learningRate);
    }

    /**
     * Updates n weights and their state; {@link #begin} was called for this step.
     *
     * @param w weights, updated
     * @param g gradients, read only
     * @param state state, updated; see the class for its layout
     * @param slotStride distance between the slots of one weight, at least n
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
        Checks.slice("w", w, wOffset, n);
        Checks.slice("g", g, gOffset, n);
        if (slots() > 0) {
            Checks.matrix("state", state, stateOffset, slotStride, slots(), n);
        }
        run(w, wOffset, g, gOffset, state, stateOffset, slotStride, n);
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
