package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.Arrays;

/**
 * An activation with its bias, forward and backward, over a batch of rows.
 *
 * <p>Matrices are row-major, {@code rows × columns}, without gaps. Both passes go through the batch
 * in blocks of rows small enough for the first-level cache, so that memory is read and written
 * once. Every element is computed on its own, and the column sums of the backward pass run over
 * ascending rows in one accumulator a column: the bits do not depend on the lane width.
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
     * @param bias {@code columns} values, or null for none
     */
    public final void forward(
            float[] y,
            int yOffset,
            float[] z,
            int zOffset,
            float[] bias,
            int biasOffset,
            int rows,
            int columns) {
        checkMatrix("y", y, yOffset, rows, columns);
        checkMatrix("z", z, zOffset, rows, columns);
        if (bias != null) {
            Checks.slice("bias", bias, biasOffset, columns);
        }
        if (columns == 0) {
            return;
        }
        int step = rowsOfBlock(columns);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = row * columns;
            if (bias != null) {
                addToRows(z, zOffset + at, bias, biasOffset, block, columns);
            }
            apply(y, yOffset + at, z, zOffset + at, block * columns);
        }
    }

    /**
     * The backward pass of {@code z += bias; y = f(z)}: dZ = dY ⊙ f'(z) and dB = Σ over rows of dZ.
     * The three arrays must not overlap, which is not checked.
     *
     * @param dB bias gradient, {@code columns} values, overwritten; null where there is no bias
     * @param dZ gradient: comes in as dL/dY, goes out as dL/dZ, {@code rows × columns}
     * @param kept z where {@link Activation#derivativeNeedsInput()}, otherwise y, as the forward
     *     pass left it
     */
    public final void backward(
            float[] dB,
            int dBOffset,
            float[] dZ,
            int dZOffset,
            float[] kept,
            int keptOffset,
            int rows,
            int columns) {
        checkMatrix("dZ", dZ, dZOffset, rows, columns);
        checkMatrix("kept", kept, keptOffset, rows, columns);
        if (dB != null) {
            Checks.slice("dB", dB, dBOffset, columns);
            Arrays.fill(dB, dBOffset, dBOffset + columns, 0f);
        }
        if (columns == 0) {
            return;
        }
        int step = rowsOfBlock(columns);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(step, rows - row);
            int at = row * columns;
            multiplyByDerivative(dZ, dZOffset + at, kept, keptOffset + at, block * columns);
            if (dB != null) {
                addColumnSums(dB, dBOffset, dZ, dZOffset + at, block, columns);
            }
        }
    }

    private static void checkMatrix(String name, float[] array, int offset, int rows, int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.slice(name, array, offset, (long) rows * columns);
    }

    private static int rowsOfBlock(int columns) {
        return Math.max(1, BLOCK / columns);
    }

    /** y[i] = f(z[i]) for i &lt; n; the arrays are the same slice or do not overlap. */
    protected abstract void apply(float[] y, int yOffset, float[] z, int zOffset, int n);

    /** dZ[i] *= f' for i &lt; n, with f' from {@code kept}. */
    protected abstract void multiplyByDerivative(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n);

    /** z[r][c] += bias[c]. */
    protected abstract void addToRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns);

    /** sums[c] += z[r][c], rows ascending. */
    protected abstract void addColumnSums(
            float[] sums, int sumsOffset, float[] z, int zOffset, int rows, int columns);
}
