package dev.lanewise.kernel.common;

/**
 * The sweeps of one elementwise loss over a block: a twin fills them in. May own scratch memory, so
 * there is an instance a kernel. The vector twin's are given whole vectors alone.
 */
public interface ElementLoops {
    /**
     * loss[i] and dZ[i] = scale · its derivative by z[i], for i &lt; n. Trusts its arguments.
     *
     * @param loss n values, overwritten
     * @param dZ overwritten; may be z at the same offset
     * @param settings that of the column of each element, where the loss has them; else empty
     */
    void run(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            float[] settings,
            int n,
            float scale);
}
