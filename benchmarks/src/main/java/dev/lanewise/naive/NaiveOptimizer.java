package dev.lanewise.naive;

import java.util.List;

/** A rule by which weights w follow their gradients g. Formulas are those of {@code torch.optim}. */
public interface NaiveOptimizer {
    /** One step at a learning rate. */
    void step(float[] w, float[] g, float learningRate);

    /** What it remembers of each weight, array by array; all zeros at the start. */
    List<float[]> state();
}
