package dev.lanewise.kernel.scalar;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.UpdateKernel;
import java.util.Objects;

/**
 * The gradient of an L1 penalty strength·Σ|w|, added before another kernel's update:
 *
 * <pre>
 * g = g + strength·sign(w)                         (sign(0) = 0)
 * </pre>
 *
 * <p>The sum takes the place of g, block by block: what lies between the two sweeps over a block,
 * 4 KB each of weights, gradients and every slot, stays in the first-level cache.
 *
 * <p>Slots: those of the other kernel.
 */
public class ScalarL1Regularized extends UpdateKernel {
    /** Weights of a block. */
    private static final int BLOCK = 1024;

    /** Factor of the sign of w. */
    protected final float strength;

    private final UpdateKernel update;

    /** Arguments as {@link dev.lanewise.kernel.Kernels#l1Regularized} has them. */
    public ScalarL1Regularized(UpdateKernel update, float strength) {
        this.update = Objects.requireNonNull(update, "update");
        OptimizerSettings.strength(strength);
        this.strength = strength;
    }

    @Override
    public final int slots() {
        return update.slots();
    }

    @Override
    protected final void prepare(long step, double learningRate) {
        update.begin(step, learningRate);
    }

    @Override
    protected final void run(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n) {
        int size;
        for (int done = 0; done < n; done += size) {
            size = Math.min(BLOCK, n - done);
            addPenalty(g, gOffset + done, w, wOffset + done, size);
            update.update(
                    w, wOffset + done, g, gOffset + done, state, stateOffset + done, slotStride,
                    size);
        }
    }

    /** g += strength·sign(w), for the weights of a block. */
    protected void addPenalty(float[] g, int gOffset, float[] w, int wOffset, int n) {
        for (int i = 0; i < n; i++) {
            g[gOffset + i] = Math.fma(strength, Math.signum(w[wOffset + i]), g[gOffset + i]);
        }
    }
}
