package dev.lanewise.naive;

import java.util.List;

/**
 * Lion:
 *
 * <pre>
 * c = beta1·m + (1 − beta1)·g
 * m = beta2·m + (1 − beta2)·g
 * w = w − rate·sign(c)
 * </pre>
 */
public final class NaiveLion implements NaiveOptimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;

    private final float[] m;

    /** For so many weights. */
    public NaiveLion(int weights) {
        m = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            float c = (float) BETA1 * m[i] + (float) (1 - BETA1) * g[i];
            m[i] = (float) BETA2 * m[i] + (float) (1 - BETA2) * g[i];
            w[i] -= learningRate * Math.signum(c);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(m);
    }
}
