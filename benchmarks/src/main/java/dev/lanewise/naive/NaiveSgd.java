package dev.lanewise.naive;

import java.util.List;

/** Stochastic gradient descent: w = w − rate·g. */
public final class NaiveSgd implements NaiveOptimizer {
    /** Without state. */
    public NaiveSgd() {}

    @Override
    public void step(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= learningRate * g[i];
        }
    }

    @Override
    public List<float[]> state() {
        return List.of();
    }
}
