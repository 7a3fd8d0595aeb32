package dev.lanewise.samples.common;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses values of options that make no sense, by name. */
public final class OptionChecks {
    private static final double TOO_LARGE = 1e3;

    private OptionChecks() {}

    /** Demands a count of 1 or more. */
    public static void positive(CommandSpec spec, String option, int value) {
        require(value > 0, spec, option, value, "a positive number");
    }

    /** Demands that {@code --learning-rate} is a number of a sane size. */
    public static void learningRate(CommandSpec spec, double value) {
        require(
                value > 0 && value < TOO_LARGE, spec, "--learning-rate", value,
                "a number above 0 and below 1000");
    }

    /** Demands a number of a sane size, or 0. */
    public static void notNegative(CommandSpec spec, String option, double value) {
        require(
                value >= 0 && value < TOO_LARGE, spec, option, value,
                "0 or a number above it and below 1000");
    }

    /** Demands a share, 0 included and 1 not. */
    public static void share(CommandSpec spec, String option, double value) {
        require(value >= 0 && value < 1, spec, option, value, "a number from 0 to below 1");
    }

    private static void require(
            boolean holds, CommandSpec spec, String option, Object value, String expected) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", expected " + expected);
        }
    }
}
