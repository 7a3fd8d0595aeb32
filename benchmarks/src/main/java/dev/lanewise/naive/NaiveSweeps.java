package dev.lanewise.naive;

/** What a training does to flat arrays besides. */
public final class NaiveSweeps {
    private NaiveSweeps() {}

    /** y = y + x: a residual connection. */
    public static void add(float[] y, float[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] += x[i];
        }
    }

    /** x = factor·x. */
    public static void scale(float[] x, float factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }

    /** x bounded to ±limit. */
    public static void clamp(float[] x, float limit) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(-limit, Math.min(limit, x[i]));
        }
    }

    /** average = decay·average + (1 − decay)·x: weights averaged over steps. */
    public static void average(float[] average, float[] x, double decay) {
        float kept = (float) decay;
        float added = (float) (1 - decay);
        for (int i = 0; i < average.length; i++) {
            average[i] = kept * average[i] + added * x[i];
        }
    }

    /** Σ x², for the norm of gradients; so many floats are added in double precision. */
    public static double sumOfSquares(float[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }
}
