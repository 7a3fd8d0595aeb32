package dev.lanewise.naive;

import java.util.List;

/**
 * Adamax: Adam with the largest gradient in the place of the second moment. In step t:
 *
 * <pre>
 * m = beta1·m + (1 − beta1)·g
 * u = max(beta2·u, |g| + epsilon)
 * w = w − rate · m/(1 − beta1^t) / u
 * </pre>
 */
public final class NaiveAdamax implements NaiveOptimizer {
    private static final double BETA1 = 0.9;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] m;
    private final float[] u;
    private int t;

    /** For so many weights. */
    public NaiveAdamax(int weights) {
        m = new float[weights];
        u = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        t++;
        float correction = (float) (1 - Math.pow(BETA1, t));
        for (int i = 0; i < w.length; i++) {
            m[i] = (float) BETA1 * m[i] + (float) (1 - BETA1) * g[i];
            u[i] = Math.max(BETA2 * u[i], Math.abs(g[i]) + EPSILON);
            w[i] -= learningRate * (m[i] / correction) / u[i];
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(m, u);
    }
}
