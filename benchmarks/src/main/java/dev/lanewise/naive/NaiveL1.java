package dev.lanewise.naive;

import java.util.List;

/** Another rule with the gradient of strength·Σ|w| added first: g = g + strength·sign(w). */
public final class NaiveL1 implements NaiveOptimizer {
    private final NaiveOptimizer other;
    private final float strength;

    /** Before another rule. */
    public NaiveL1(NaiveOptimizer other, float strength) {
        this.other = other;
        this.strength = strength;
    }

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            g[i] += strength * Math.signum(w[i]);
        }
        other.step(w, g, learningRate);
    }

    @Override
    public List<float[]> state() {
        return other.state();
    }
}
