package dev.lanewise.kernel.common;

import dev.lanewise.internal.ClassIndices;
import java.util.List;
import java.util.OptionalInt;

/** Class indices as targets: which rows count, and for how much. */
final class IndexTargets {
    /** Every row counts, and for 1. */
    static final IndexTargets ALL_ALIKE = new IndexTargets(List.of(), OptionalInt.empty());

    /** One a class, or none, which stands for ones. */
    private final float[] classWeights;

    /** NaN, which equals nothing, where every row counts. */
    private final float ignored;

    IndexTargets(List<Float> classWeights, OptionalInt ignoredIndex) {
        this.classWeights = ColumnSettings.floats(classWeights);
        this.ignored = ignoredIndex.isPresent() ? ignoredIndex.getAsInt() : Float.NaN;
    }

    /** Demands a weight for each class, and indices that lead to one. */
    void check(float[] target, int t, int stride, int rows, int columns) {
        ColumnSettings.oneEach(classWeights, columns);
        ClassIndices.check(target, t, stride, rows, columns, ignored);
    }

    boolean ignores(float target) {
        return target == ignored;
    }

    /** The right class; any one where the row is ignored. */
    int classOf(float target) {
        return target == ignored ? 0 : (int) target;
    }

    /** 0 where the row is ignored. */
    float weightOf(float target) {
        if (target == ignored) {
            return 0;
        }
        return classWeights.length == 0 ? 1 : classWeights[(int) target];
    }

    /** Sum of the weights of so many rows. */
    double weightOf(float[] target, int t, int rows) {
        if (classWeights.length == 0 && Float.isNaN(ignored)) {
            return rows;
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += weightOf(target[t + row]);
        }
        return sum;
    }
}
