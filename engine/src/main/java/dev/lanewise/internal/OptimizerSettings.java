package dev.lanewise.internal;

/**
 * What the settings of optimizers must be, for their descriptions and for their kernels.
 *
 * <p>Kernels compute with floats, so values in double precision must fit there.
 */
public final class OptimizerSettings {
    private OptimizerSettings() {}

    /** Demands a finite learning rate of at least 0. */
    public static void learningRate(double value) {
        nonNegative("learningRate", value);
    }

    /** Demands a finite weight decay of at least 0. */
    public static void weightDecay(double value) {
        nonNegative("weightDecay", value);
    }

    /** Demands a finite momentum of at least 0. */
    public static void momentum(double value) {
        nonNegative("momentum", value);
    }

    /** Demands a finite decay of the learning rate of at least 0. */
    public static void learningRateDecay(double value) {
        nonNegative("learningRateDecay", value);
    }

    /** Demands a finite exponent of the momentum's schedule of at least 0. */
    public static void momentumDecay(double value) {
        nonNegative("momentumDecay", value);
    }

    /** Demands a finite strength of a penalty of at least 0. */
    public static void strength(double value) {
        nonNegative("strength", value);
    }

    /** Demands dampening from 0 to 1, and what Nesterov's method wants of it and of momentum. */
    public static void momentum(double momentum, double dampening, boolean nesterov) {
        momentum(momentum);
        Checks.require(
                dampening >= 0 && dampening <= 1,
                "dampening",
                dampening,
                "at least 0 and at most 1");
        Checks.require(
                !nesterov || (float) momentum > 0,
                "momentum",
                momentum,
                "above 0 for Nesterov's method");
        Checks.require(
                !nesterov || dampening == 0, "dampening", dampening, "0 for Nesterov's method");
    }

    /** Demands a factor of a moving average: 1 would never let anything in. */
    public static void decayRate(String name, double value) {
        Checks.require(value >= 0 && value < 1, name, value, "at least 0 and below 1");
    }

    /** Above 0 as a float, since a weight whose gradients are all zero would get 0/0. */
    public static void epsilon(double value) {
        Checks.require(
                (float) value > 0 && value <= Float.MAX_VALUE,
                "epsilon",
                value,
                "finite and above 0, also in single precision");
    }

    private static void nonNegative(String name, double value) {
        Checks.require(
                value >= 0 && value <= Float.MAX_VALUE, name, value, "finite and at least 0");
    }
}
