package dev.lanewise.optim;

import dev.lanewise.internal.Checks;

/** What the settings of schedules must be. */
final class ScheduleSettings {
    private ScheduleSettings() {}

    /** Demands that a step is not before the first one. */
    static void step(long value) {
        Checks.require(value >= 0, "step", value, "at least 0");
    }

    /** Demands a number of steps, at least one. */
    static void steps(String name, long value) {
        Checks.require(value >= 1, name, value, "at least 1");
    }

    /** Demands a factor of the base rate, finite and at least 0. */
    static void factor(String name, double value) {
        Checks.require(
                value >= 0 && value <= Double.MAX_VALUE, name, value, "finite and at least 0");
    }

    /** Demands a factor that a rate can fall to. */
    static void minimumFactor(double value) {
        Checks.require(
                value >= 0 && value <= 1, "minimumFactor", value, "at least 0 and at most 1");
    }

    /** Demands a finite number above 0. */
    static void positive(String name, double value) {
        Checks.require(
                value > 0 && value <= Double.MAX_VALUE, name, value, "finite and above 0");
    }

    /** How far a schedule with an end has come at a step: from 0 to 1, and then 1. */
    static double position(long step, long totalSteps) {
        step(step);
        return (double) Math.min(step, totalSteps) / totalSteps;
    }
}
