package dev.lanewise.kernel.common;

import java.util.List;

/**
 * What class weights w and label smoothing s make of a row of targets: shares[j]·t[j] + floors[j]
 * with the shares w[j]·(1 − s) and the floors w[j]·s/columns, each computed in double precision and
 * rounded once.
 */
final class TargetMixture {
    private final float[] classWeights;
    private final double smoothing;

    /** Both for each row of a block, and the mixed targets of the block. */
    private float[] shares = {};

    private float[] floors = {};
    private float[] mixed = {};
    private int columns;

    TargetMixture(List<Float> classWeights, float smoothing) {
        this.classWeights = ColumnSettings.floats(classWeights);
        this.smoothing = smoothing;
    }

    /** Demands a weight for each class. */
    void check(int columns) {
        ColumnSettings.oneEach(classWeights, columns);
    }

    /** Makes room for a block of so many columns. */
    private void prepare(int columns) {
        if (this.columns == columns) {
            return;
        }
        int size = LossLoops.rowsOfBlock(columns) * columns;
        shares = new float[size];
        floors = new float[size];
        mixed = new float[size];
        for (int i = 0; i < size; i++) {
            double weight = classWeights.length == 0 ? 1 : classWeights[i % columns];
            shares[i] = (float) (weight * (1 - smoothing));
            floors[i] = (float) (weight * smoothing / columns);
        }
        this.columns = columns;
    }

    /** Mixed targets of distributions, {@code rows × columns}. */
    float[] ofDistributions(LossLoops loops, float[] target, int t, int rows, int columns) {
        prepare(columns);
        loops.mix(mixed, target, t, shares, floors, rows * columns);
        return mixed;
    }

    /** Mixed targets of class indices, {@code rows × columns}. */
    float[] ofIndices(IndexTargets indices, float[] target, int t, int rows, int columns) {
        prepare(columns);
        System.arraycopy(floors, 0, mixed, 0, rows * columns);
        for (int row = 0; row < rows; row++) {
            int right = indices.classOf(target[t + row]);
            mixed[row * columns + right] = shares[right] + floors[right];
        }
        return mixed;
    }
}
