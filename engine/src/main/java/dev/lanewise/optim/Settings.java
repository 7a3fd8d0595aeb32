package dev.lanewise.optim;

import dev.lanewise.internal.Checks;

/** The checks that optimizers share. Kernels take settings as floats, so these must fit. */
final class Settings {
    private Settings() {}

    static void learningRate(double value) {
        nonNegative("learningRate", value);
    }

    static void weightDecay(double value) {
        nonNegative("weightDecay", value);
    }

    static void momentum(double value) {
        nonNegative("momentum", value);
    }

    /** The factor of a moving average: 1 would never let anything in. */
    static void decayRate(String name, double value) {
        Checks.require(value >= 0 && value < 1, name, value, "at least 0 and below 1");
    }

    /** Above 0 as a float, since a weight whose gradients are all zero would get 0/0. */
    static void epsilon(double value) {
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
