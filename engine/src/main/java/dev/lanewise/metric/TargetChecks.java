package dev.lanewise.metric;

import dev.lanewise.internal.Checks;
import dev.lanewise.internal.ClassIndices;
import java.util.Objects;

/** What outputs and targets must be before they are compared. */
final class TargetChecks {
    private TargetChecks() {}

    /**
     * Demands whole rows of logits with a class index each.
     *
     * @return the number of rows
     */
    static int classes(float[] logits, int classes, float[] targets) {
        Objects.requireNonNull(logits, "logits");
        Objects.requireNonNull(targets, "targets");
        Checks.require(classes >= 1, "classes", classes, "at least 1");
        Checks.require(
                logits.length == (long) targets.length * classes,
                "length of logits",
                logits.length,
                (long) targets.length * classes + ", " + classes + " for each of "
                        + targets.length + " targets");
        ClassIndices.check(targets, 0, 1, targets.length, classes, Float.NaN);
        return targets.length;
    }

    /** Demands as many scores as targets, and targets from 0 to 1. */
    static void binary(String name, float[] scores, float[] targets) {
        sameLength(name, scores, targets);
        for (int i = 0; i < targets.length; i++) {
            if (!(targets[i] >= 0 && targets[i] <= 1)) {
                throw new IllegalArgumentException(
                        "target " + i + " is " + targets[i] + ", expected from 0 to 1");
            }
        }
    }

    /** Demands as many values as targets. */
    static void sameLength(String name, float[] values, float[] targets) {
        Objects.requireNonNull(values, name);
        Objects.requireNonNull(targets, "targets");
        Checks.require(
                values.length == targets.length,
                "length of " + name,
                values.length,
                targets.length + ", that of targets");
    }
}
