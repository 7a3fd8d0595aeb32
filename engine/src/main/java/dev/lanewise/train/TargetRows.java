package dev.lanewise.train;

import dev.lanewise.loss.Loss;
import dev.lanewise.metric.ClassLogits;

/** What stands in the rows of targets that a loss is given: the one place where metrics read it. */
final class TargetRows {
    private final int outputs;
    private final int size;
    private final int labelSize;

    /** NaN, which equals nothing, where every row counts. */
    private final float ignoredClass;

    TargetRows(Loss loss, int outputs) {
        this.outputs = outputs;
        this.size = loss.targetSize(outputs);
        this.labelSize = loss.labelSize(outputs);
        this.ignoredClass =
                loss.ignoredIndex().isPresent() ? loss.ignoredIndex().getAsInt() : Float.NaN;
    }

    /** Whether the row that starts there is of a class that does not count. */
    boolean isIgnored(float[] targets, int at) {
        return targets[at] == ignoredClass;
    }

    /** Where a row starts, of rows that start at an offset. */
    int at(int offset, int row) {
        return offset + row * size;
    }

    /** The class of the row that starts there: its index, or a distribution's largest share. */
    int classAt(float[] targets, int at) {
        return labelSize == 1 ? (int) targets[at] : ClassLogits.largest(targets, at, outputs);
    }
}
