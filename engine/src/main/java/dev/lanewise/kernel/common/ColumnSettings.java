package dev.lanewise.kernel.common;

import java.util.List;

/** A setting of each column, a single one for all columns, or none. */
final class ColumnSettings {
    private final float[] values;
    private float[] repeated = {};
    private int columns;

    ColumnSettings(List<Float> values) {
        this.values = floats(values);
    }

    static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    /** Demands that there is not another number of settings than columns. */
    void check(int columns) {
        if (values.length > 1) {
            oneEach(values, columns);
        }
    }

    /** Demands no values, or one for each column; without an error it allocates nothing. */
    static void oneEach(float[] values, int columns) {
        if (values.length != 0 && values.length != columns) {
            throw new IllegalArgumentException(
                    "columns is " + columns + ", expected " + values.length
                            + ", as the loss has a setting for each of so many");
        }
    }

    /** The settings, once for each row of a block; empty where there are none. */
    float[] repeated(int columns) {
        if (values.length > 0 && this.columns != columns) {
            repeated = new float[LossLoops.rowsOfBlock(columns) * columns];
            for (int i = 0; i < repeated.length; i++) {
                repeated[i] = values.length == 1 ? values[0] : values[i % columns];
            }
            this.columns = columns;
        }
        return repeated;
    }
}
