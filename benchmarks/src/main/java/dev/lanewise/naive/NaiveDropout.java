package dev.lanewise.naive;

import java.util.Random;

/** Dropout by the generator that is at hand. */
public final class NaiveDropout {
    private final Random random = new Random(1);

    /** With a seed of its own. */
    public NaiveDropout() {}

    /** y = 0 with the probability {@code rate}, otherwise x/(1 − rate). */
    public void apply(float[] y, float[] x, float rate) {
        for (int i = 0; i < x.length; i++) {
            y[i] = random.nextFloat() < rate ? 0 : x[i] / (1 - rate);
        }
    }
}
