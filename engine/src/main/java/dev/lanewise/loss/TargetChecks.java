package dev.lanewise.loss;

import dev.lanewise.internal.Checks;

/** Looks at targets one by one. */
final class TargetChecks {
    private TargetChecks() {}

    /** What a single target must be. */
    @FunctionalInterface
    interface Condition {
        boolean holds(float target);
    }

    /** Demands a condition of {@code rows × columns} targets. */
    static void check(
            float[] targets,
            int offset,
            int rows,
            int columns,
            Condition condition,
            String expected) {
        Checks.size("rows", rows);
        Checks.slice("targets", targets, offset, (long) rows * columns);
        for (int i = 0; i < rows * columns; i++) {
            float target = targets[offset + i];
            if (!condition.holds(target)) {
                throw new IllegalArgumentException(
                        name(i / columns, i % columns, columns) + " is " + target + ", expected "
                                + expected);
            }
        }
    }

    private static String name(int row, int column, int columns) {
        return "target of row " + row + (columns == 1 ? "" : ", column " + column);
    }
}
