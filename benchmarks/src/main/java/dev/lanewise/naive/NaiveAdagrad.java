package dev.lanewise.naive;

import java.util.List;

/**
 * Adagrad:
 *
 * <pre>
 * s = s + g²
 * w = w − rate·g/(√s + epsilon)
 * </pre>
 */
public final class NaiveAdagrad implements NaiveOptimizer {
    private static final float EPSILON = 1e-10f;

    private final float[] s;

    /** For so many weights. */
    public NaiveAdagrad(int weights) {
        s = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            s[i] += g[i] * g[i];
            w[i] -= learningRate * g[i] / ((float) Math.sqrt(s[i]) + EPSILON);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(s);
    }
}
