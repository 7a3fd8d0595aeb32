package dev.lanewise.train;

import dev.lanewise.loss.Loss;
import dev.lanewise.metric.ClassLogits;

/** What stands in the rows of targets that a loss is given: the one place where metrics read it. */
final class TargetRows {
    private final int outputs;
    private final int size;

    TargetRows(Loss loss, int outputs) {
        this.outputs = outputs;
        this.size = loss.targetSize(outputs);
    }

    /** Where a row starts, of rows that start at an offset. */
    int at(int offset, int row) {
        return offset + row * size;
    }

    /** The class of the row that starts there: its index, or a distribution's largest share. */
    int classAt(float[] targets, int at) {
        return size == 1 ? (int) targets[at] : ClassLogits.largest(targets, at, outputs);
    }
}
