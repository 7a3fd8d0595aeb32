package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.ColumnSums;

/** Column sums by plain loops along the rows. */
public class ScalarColumnSums extends ColumnSums {
    /** A kernel without state. */
    public ScalarColumnSums() {}

    @Override
    protected void add(
            float[] sums, int sumsOffset, float[] z, int zOffset, int ld, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int row = zOffset + r * ld;
            for (int c = 0; c < columns; c++) {
                sums[sumsOffset + c] += z[row + c];
            }
        }
    }
}
