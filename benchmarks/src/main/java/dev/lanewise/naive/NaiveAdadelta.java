package dev.lanewise.naive;

import java.util.List;

/**
 * Adadelta:
 *
 * <pre>
 * v = rho·v + (1 − rho)·g²
 * d = √(a + epsilon)/√(v + epsilon)·g
 * a = rho·a + (1 − rho)·d²
 * w = w − rate·d
 * </pre>
 */
public final class NaiveAdadelta implements NaiveOptimizer {
    private static final double RHO = 0.9;
    private static final float EPSILON = 1e-6f;

    private final float[] v;
    private final float[] a;

    /** For so many weights. */
    public NaiveAdadelta(int weights) {
        v = new float[weights];
        a = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            v[i] = (float) RHO * v[i] + (float) (1 - RHO) * g[i] * g[i];
            float above = (float) Math.sqrt(a[i] + EPSILON);
            float below = (float) Math.sqrt(v[i] + EPSILON);
            float d = above / below * g[i];
            a[i] = (float) RHO * a[i] + (float) (1 - RHO) * d * d;
            w[i] -= learningRate * d;
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(v, a);
    }
}
