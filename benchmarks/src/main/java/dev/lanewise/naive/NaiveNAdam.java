package dev.lanewise.naive;

import java.util.List;

/**
 * NAdam: Adam that looks ahead as Nesterov's method does. In step t, with the momentum
 * μ(t) = beta1·(1 − 0.5·0.96^(0.004·t)) and the product Π = μ(1)·…·μ(t):
 *
 * <pre>
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * d = μ(t + 1)/(1 − Π·μ(t + 1)) · m + (1 − μ(t))/(1 − Π) · g
 * w = w − rate · d / (√(v/(1 − beta2^t)) + epsilon)
 * </pre>
 */
public final class NaiveNAdam implements NaiveOptimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float[] m;
    private final float[] v;
    private double product = 1;
    private int t;

    /** For so many weights. */
    public NaiveNAdam(int weights) {
        m = new float[weights];
        v = new float[weights];
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        t++;
        product *= momentum(t);
        double next = momentum(t + 1);
        float ofM = (float) (next / (1 - product * next));
        float ofG = (float) ((1 - momentum(t)) / (1 - product));
        float correction = (float) (1 - Math.pow(BETA2, t));
        for (int i = 0; i < w.length; i++) {
            m[i] = (float) BETA1 * m[i] + (float) (1 - BETA1) * g[i];
            v[i] = (float) BETA2 * v[i] + (float) (1 - BETA2) * g[i] * g[i];
            float root = (float) Math.sqrt(v[i] / correction);
            w[i] -= learningRate * (ofM * m[i] + ofG * g[i]) / (root + EPSILON);
        }
    }

    private static double momentum(int t) {
        return BETA1 * (1 - 0.5 * Math.pow(0.96, 0.004 * t));
    }

    @Override
    public List<float[]> state() {
        return List.of(m, v);
    }
}
