package dev.lanewise.loss;

/** Looks at the targets of a row one by one. */
final class TargetChecks {
    /** How far the sum of a distribution may be from 1. */
    private static final double SUM_TOLERANCE = 1e-4;

    private TargetChecks() {}

    /** What a single target must be. */
    @FunctionalInterface
    interface Condition {
        boolean holds(float target);
    }

    static void finite(int row, float[] targets, int at, int columns) {
        check(row, targets, at, columns, Float::isFinite, "a finite number");
    }

    /** Demands −1 or 1. */
    static void sides(int row, float[] targets, int at, int columns) {
        check(row, targets, at, columns, t -> t == 1 || t == -1, "-1 or 1");
    }

    /** Demands shares of all columns that add up to 1. */
    static void distribution(int row, float[] targets, int at, int columns) {
        check(row, targets, at, columns, t -> t >= 0, "a probability, at least 0");
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += targets[at + j];
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "targets of row " + row + " add up to " + sum + ", expected 1 within "
                            + SUM_TOLERANCE + ", as they are a distribution");
        }
    }

    /** Demands a condition of all targets of a row. */
    static void check(
            int row, float[] targets, int at, int columns, Condition condition, String expected) {
        for (int j = 0; j < columns; j++) {
            float target = targets[at + j];
            if (!condition.holds(target)) {
                throw new IllegalArgumentException(
                        "target of row " + row + (columns == 1 ? "" : ", column " + j) + " is "
                                + target + ", expected " + expected);
            }
        }
    }
}
