package dev.lanewise.naive;

import static dev.lanewise.naive.NaiveFunctions.exp;
import static dev.lanewise.naive.NaiveFunctions.sigmoid;
import static dev.lanewise.naive.NaiveFunctions.softplus;

/**
 * Losses of single outputs z and their targets t, with their derivatives by z. Formulas are those
 * of PyTorch's modules, on logits where there are such.
 */
public enum NaiveLoss {
    /** (z − t)². */
    SQUARED_ERROR((z, t) -> (z - t) * (z - t), (z, t) -> 2 * (z - t)),

    /** |z − t|. */
    ABSOLUTE_ERROR((z, t) -> Math.abs(z - t), (z, t) -> Math.signum(z - t)),

    /** With d = z − t: d²/2 up to |d| = 1, then |d| − 1/2. */
    HUBER(
            (z, t) -> Math.abs(z - t) < 1 ? 0.5f * (z - t) * (z - t) : Math.abs(z - t) - 0.5f,
            (z, t) -> Math.max(-1, Math.min(1, z - t))),

    /** With d = z − t: d² up to |d| = 1/2, then |d| − 1/4. */
    SMOOTH_L1(
            (z, t) -> Math.abs(z - t) < 0.5f ? (z - t) * (z - t) : Math.abs(z - t) - 0.25f,
            (z, t) -> Math.max(-1, Math.min(1, 2 * (z - t)))),

    /** ln cosh(z − t). */
    LOG_COSH((z, t) -> (float) Math.log(Math.cosh(z - t)), (z, t) -> (float) Math.tanh(z - t)),

    /** −t·ln σ(z) − (1 − t)·ln σ(−z), which is ln(1 + e^z) − t·z. */
    BINARY_CROSS_ENTROPY((z, t) -> softplus(z) - t * z, (z, t) -> sigmoid(z) - t),

    /** −a·(1 − p)²·ln p with p = σ(z), a = 1/4 for t = 1 and p = σ(−z), a = 3/4 for t = 0. */
    BINARY_FOCAL(
            (z, t) -> t == 1 ? 0.25f * focal(z) : 0.75f * focal(-z),
            (z, t) -> t == 1 ? 0.25f * focalSlope(z) : -0.75f * focalSlope(-z)),

    /** e^z − t·z. */
    POISSON((z, t) -> exp(z) - t * z, (z, t) -> exp(z) - t),

    /** max(0, 1 − t·z) for t = ±1. */
    HINGE((z, t) -> Math.max(0, 1 - t * z), (z, t) -> t * z < 1 ? -t : 0),

    /** max(0, 1 − t·z)² for t = ±1. */
    SQUARED_HINGE(
            (z, t) -> Math.max(0, 1 - t * z) * Math.max(0, 1 - t * z),
            (z, t) -> -2 * t * Math.max(0, 1 - t * z)),

    /** (z − t)/10 above t, 9·(t − z)/10 below: the quantile of nine tenths. */
    QUANTILE(
            (z, t) -> z > t ? 0.1f * (z - t) : 0.9f * (t - z),
            (z, t) -> z > t ? 0.1f : -0.9f);

    /** A function of an output and its target. */
    private interface Function {
        float of(float z, float t);
    }

    private final Function value;
    private final Function derivative;

    NaiveLoss(Function value, Function derivative) {
        this.value = value;
        this.derivative = derivative;
    }

    /** The mean over all elements, and its gradient dZ. */
    public float valueAndGradient(float[] dZ, float[] z, float[] t) {
        float sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += value.of(z[i], t[i]);
            dZ[i] = derivative.of(z[i], t[i]) / z.length;
        }
        return sum / z.length;
    }

    private static float focal(float x) {
        float q = sigmoid(-x);
        return q * q * softplus(-x);
    }

    /** With p = σ(x): −(1 − p)²·(2·p·−ln p + (1 − p)). */
    private static float focalSlope(float x) {
        float q = sigmoid(-x);
        return -q * q * (2 * (1 - q) * softplus(-x) + q);
    }
}
