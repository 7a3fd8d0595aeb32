package dev.lanewise.kernel.common;

import dev.lanewise.kernel.Activation;

/**
 * The two loops of one {@link Activation}: a twin fills them in. Without a state that changes, so
 * that several threads may use one instance. They trust their arguments; the vector twin's are given
 * whole vectors alone, and the scalar twin's do the rest.
 */
public interface ActivationLoops {
    /** y[i] = f(z[i]) for i &lt; n; the arrays are the same slice or do not overlap. */
    void apply(float[] y, int yOffset, float[] z, int zOffset, int n);

    /** dZ[i] *= f' for i &lt; n, with f' from {@code kept}; the arrays do not overlap. */
    void multiplyByDerivative(float[] dZ, int dZOffset, float[] kept, int keptOffset, int n);
}
