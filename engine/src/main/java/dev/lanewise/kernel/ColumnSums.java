package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.Arrays;

/**
 * Sums over the rows of a matrix, one for each column: the gradient of a bias.
 *
 * <p>Each sum runs over ascending rows in one accumulator, started from +0 or from what is there:
 * the bits do not depend on the lane width, nor on how the columns are shared out. A kernel has no
 * state, so several threads may use one.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#columnSums}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class ColumnSums {
    /** For the twins. */
    protected ColumnSums() {}

    /**
     * sums[c] = Σ over r of z[r][c], or added to what is there. Reads z once; the arrays must not
     * overlap, which is not checked.
     *
     * @param sums {@code columns} values, overwritten or added to
     * @param z {@code rows × columns}
     * @param ld distance between rows of z
     */
    public final void sum(
            float[] sums,
            int sumsOffset,
            float[] z,
            int zOffset,
            int ld,
            int rows,
            int columns,
            boolean accumulate) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.slice("sums", sums, sumsOffset, columns);
        Checks.matrix("z", z, zOffset, ld, rows, columns);
        if (columns == 0) {
            return;
        }
        if (!accumulate) {
            Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0f);
        }
        add(sums, sumsOffset, z, zOffset, ld, rows, columns);
    }

    /** sums[c] += Σ over r of z[r][c], with arguments checked. */
    protected abstract void add(
            float[] sums, int sumsOffset, float[] z, int zOffset, int ld, int rows, int columns);
}
