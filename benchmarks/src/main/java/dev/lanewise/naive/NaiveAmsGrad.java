package dev.lanewise.naive;

import java.util.List;

/**
 * AMSGrad: Adam with the largest second moment so far. In step t:
 *
 * <pre>
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * u = max(u, v)
 * w = w − rate · m/(1 − beta1^t) / (√(u/(1 − beta2^t)) + epsilon)
 * </pre>
 */
public final class NaiveAmsGrad implements NaiveOptimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float[] m;
    private final float[] v;
    private final float[] u;
    private int t;

    /** For so many weights. */
    public NaiveAmsGrad(int weights) {
        m = new float[weights];
        v = new float[weights];
        u = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        t++;
        float correction1 = (float) (1 - Math.pow(BETA1, t));
        float correction2 = (float) (1 - Math.pow(BETA2, t));
        for (int i = 0; i < w.length; i++) {
            m[i] = (float) BETA1 * m[i] + (float) (1 - BETA1) * g[i];
            v[i] = (float) BETA2 * v[i] + (float) (1 - BETA2) * g[i] * g[i];
            u[i] = Math.max(u[i], v[i]);
            float root = (float) Math.sqrt(u[i] / correction2);
            w[i] -= learningRate * (m[i] / correction1) / (root + EPSILON);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(m, v, u);
    }
}
