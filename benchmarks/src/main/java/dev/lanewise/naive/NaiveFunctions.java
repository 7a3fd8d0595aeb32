package dev.lanewise.naive;

/** Functions of one number that activations and losses are made of. */
final class NaiveFunctions {
    private NaiveFunctions() {}

    static float exp(float z) {
        return (float) Math.exp(z);
    }

    static float expm1(float z) {
        return (float) Math.expm1(z);
    }

    static float tanh(float z) {
        return (float) Math.tanh(z);
    }

    /** σ(z) = 1/(1 + e^−z). */
    static float sigmoid(float z) {
        return 1 / (1 + exp(-z));
    }

    /** ln(1 + e^z). */
    static float softplus(float z) {
        return (float) Math.log1p(Math.exp(z));
    }

    /** e^(−z²/2), which {@link #normal} is made of and the normal density. */
    static float bell(float z) {
        return exp(-0.5f * z * z);
    }

    /**
     * Φ(z), given bell = e^(−z²/2), by Abramowitz and Stegun, "Handbook of mathematical functions",
     * 7.1.26, with x = |z|/√2: Java has no error function, and this is the one that programs copy.
     * It is off by 7.5e-8 at most.
     */
    static float normal(float z, float bell) {
        double t = 1 / (1 + 0.3275911 * Math.sqrt(0.5) * Math.abs(z));
        double sum = 0.254829592
                + t * (-0.284496736
                        + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
        double tail = 0.5 * bell * t * sum;
        return (float) (z > 0 ? 1 - tail : tail);
    }
}
