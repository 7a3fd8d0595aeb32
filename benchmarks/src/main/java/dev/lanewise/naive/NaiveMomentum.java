package dev.lanewise.naive;

import java.util.List;

/**
 * Stochastic gradient descent with momentum:
 *
 * <pre>
 * b = momentum·b + g
 * w = w − rate·b                                   (Nesterov: w − rate·(g + momentum·b))
 * </pre>
 */
public final class NaiveMomentum implements NaiveOptimizer {
    private static final float MOMENTUM = 0.9f;

    private final boolean nesterov;
    private final float[] b;

    /** For so many weights. */
    public NaiveMomentum(int weights, boolean nesterov) {
        this.nesterov = nesterov;
        b = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            b[i] = MOMENTUM * b[i] + g[i];
            w[i] -= learningRate * (nesterov ? g[i] + MOMENTUM * b[i] : b[i]);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(b);
    }
}
