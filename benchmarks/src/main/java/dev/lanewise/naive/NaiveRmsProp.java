package dev.lanewise.naive;

import java.util.List;

/**
 * RMSprop:
 *
 * <pre>
 * v = alpha·v + (1 − alpha)·g²
 * w = w − rate·g/(√v + epsilon)
 * </pre>
 */
public final class NaiveRmsProp implements NaiveOptimizer {
    private static final double ALPHA = 0.99;
    private static final float EPSILON = 1e-8f;

    private final float[] v;

    /** For so many weights. */
    public NaiveRmsProp(int weights) {
        v = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            v[i] = (float) ALPHA * v[i] + (float) (1 - ALPHA) * g[i] * g[i];
            w[i] -= learningRate * g[i] / ((float) Math.sqrt(v[i]) + EPSILON);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(v);
    }
}
