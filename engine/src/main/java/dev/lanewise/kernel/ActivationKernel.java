package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;

/**
 * An activation with its bias, forward and backward, over a batch of rows or a block of it.
 *
 * <p>Matrices are row-major, {@code rows × columns}, with a leading dimension. Where that is the
 * number of columns, several rows are taken as one run of floats, few enough for the first-level
 * cache. Every element is computed on its own: the bits do not depend on the lane width, nor on how
 * a batch is cut into blocks. A kernel has no state that shows, so several threads may use one, as
 * members of a {@link Team} do in an {@link Sgemm.Epilogue}.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#activation}
 * gives an instance, and what is protected here may change at any time.
 */
public abstract class ActivationKernel {
    /** Elements of a block: 8 KB, so that two arrays of a block and the bias stay in 32 KB. */
    private static final int BLOCK = 2048;

    /** For the twins. */
    protected ActivationKernel() {}

    /**
     * z = z + bias, then y = f(z). Costs one addition and the function an element.
     *
     * <p>{@code y} may be {@code z} at the same offset, unless a backward pass follows and the
     * activation's derivative needs its input ({@link Activation#derivativeNeedsInput()}). Other
     * overlaps are not allowed and not checked.
     *
     * @param y result, {@code rows × columns}, overwritten without being read
     * @param z products X·W, overwritten by X·W + bias
     * @param ld distance between rows, of y and of z
     * @param bias {@code columns} values, or null for none
     */
    public final void forward(
            float[] y,
            int yOffset,
            float[] z,
            int zOffset,
            int ld,
            float[] bias,
            int biasOffset,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix("y", y, yOffset, ld, rows, columns);
        Checks.matrix("z", z, zOffset, ld, rows, columns);
        if (bias != null) {
            Checks.slice("bias", bias, biasOffset, columns);
        }
        if (columns == 0) {
            return;
        }
        int step = rowsOfBlock(ld, columns);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = row * ld;
            if (bias != null) {
                addToRows(z, zOffset + at, bias, biasOffset, block, columns);
            }
            apply(y, yOffset + at, z, zOffset + at, block * columns);
        }
    }

    /**
     * The backward pass of y = f(z): dZ = dY ⊙ f'(z). The arrays must not overlap, which is not
     * checked.
     *
     * @param dZ gradient: comes in as dL/dY, goes out as dL/dZ, {@code rows × columns}
     * @param kept z where {@link Activation#derivativeNeedsInput()}, otherwise y, as the forward
     *     pass left it
     * @param ld distance between rows, of dZ and of kept
     */
    public final void backward(
            float[] dZ,
            int dZOffset,
            float[] kept,
            int keptOffset,
            int ld,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix("dZ", dZ, dZOffset, ld, rows, columns);
        Checks.matrix("kept", kept, keptOffset, ld, rows, columns);
        if (columns == 0) {
            return;
        }
        int step = rowsOfBlock(ld, columns);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = row * ld;
            multiplyByDerivative(dZ, dZOffset + at, kept, keptOffset + at, block * columns);
        }
    }

    /** Rows without gaps make one run of floats. */
    private static int rowsOfBlock(int ld, int columns) {
        return ld == columns ? Math.max(1, BLOCK / columns) : 1;
    }

    /** y[i] = f(z[i]) for i &lt; n; the arrays are the same slice or do not overlap. */
    protected abstract void apply(float[] y, int yOffset, float[] z, int zOffset, int n);

    /** dZ[i] *= f' for i &lt; n, with f' from {@code kept}. */
    protected abstract void multiplyByDerivative(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n);

    /** z[r][c] += bias[c], rows without gaps. */
    protected abstract void addToRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns);
}
