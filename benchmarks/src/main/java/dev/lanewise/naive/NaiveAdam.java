package dev.lanewise.naive;

import java.util.List;

/**
 * Adam and, with a decay of the weights that stays out of the moments, AdamW. In step t:
 *
 * <pre>
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * w = w − rate·decay·w
 * w = w − rate · m/(1 − beta1^t) / (√(v/(1 − beta2^t)) + epsilon)
 * </pre>
 */
public final class NaiveAdam implements NaiveOptimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float decay;
    private final float[] m;
    private final float[] v;
    private int t;

    /** For so many weights. */
    public NaiveAdam(int weights, float decay) {
        this.decay = decay;
        m = new float[weights];
        v = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        t++;
        float correction1 = (float) (1 - Math.pow(BETA1, t));
        float correction2 = (float) (1 - Math.pow(BETA2, t));
        for (int i = 0; i < w.length; i++) {
            m[i] = (float) BETA1 * m[i] + (float) (1 - BETA1) * g[i];
            v[i] = (float) BETA2 * v[i] + (float) (1 - BETA2) * g[i] * g[i];
            w[i] -= learningRate * decay * w[i];
            float root = (float) Math.sqrt(v[i] / correction2);
            w[i] -= learningRate * (m[i] / correction1) / (root + EPSILON);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(m, v);
    }
}
