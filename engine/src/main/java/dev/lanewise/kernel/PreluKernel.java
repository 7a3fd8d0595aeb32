package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.Arrays;

/**
 * PReLU, forward and backward: a leaky ReLU whose slope is a parameter, one for each column (He,
 * Zhang, Ren and Sun, "Delving deep into rectifiers", arXiv 1502.01852).
 *
 * <p>All is over a range of columns of row-major matrices with a leading dimension, and no column
 * looks at another: the bits depend neither on the lane width nor on how columns are shared out. A
 * kernel has no state, so several threads may use one.
 *
 * <p>NaN in z comes out as NaN, and its gradient is that of the negative side. At the kink z = 0
 * the derivative is the slope.
 *
 * <p>Implemented by Lanewise's twins only and not meant for extension: {@link Kernels#prelu} gives
 * an instance, and what is protected here may change at any time.
 */
public abstract class PreluKernel {
    /** For the twins. */
    protected PreluKernel() {}

    /**
     * y = z for z &gt; 0, a[c]·z otherwise.
     *
     * <p>{@code y} may be {@code z} at the same offset, unless a backward pass follows, which needs
     * z. Other overlaps are not allowed and not checked.
     *
     * @param y result, {@code rows × columns}, overwritten
     * @param z {@code rows × columns}
     * @param a slopes, {@code columns} values
     * @param ld distance between rows, of y and of z
     */
    public final void forward(
            float[] y,
            int yOffset,
            float[] z,
            int zOffset,
            float[] a,
            int aOffset,
            int ld,
            int rows,
            int columns) {
        check("y", y, yOffset, z, zOffset, ld, rows, columns);
        Checks.slice("a", a, aOffset, columns);
        if (columns > 0) {
            apply(y, yOffset, z, zOffset, a, aOffset, ld, rows, columns);
        }
    }

    /**
     * The backward pass for z: dZ = dY for z &gt; 0, a[c]·dY otherwise.
     *
     * <p>{@code dZ} may be {@code dY} at the same offset. Other overlaps are not allowed and not
     * checked.
     *
     * @param dZ gradient of z, {@code rows × columns}, overwritten
     * @param dY gradient of y, {@code rows × columns}
     * @param z as in the forward pass, {@code rows × columns}
     * @param a slopes, {@code columns} values
     * @param ld distance between rows, of dZ, of dY and of z
     */
    public final void inputGradient(
            float[] dZ,
            int dZOffset,
            float[] dY,
            int dYOffset,
            float[] z,
            int zOffset,
            float[] a,
            int aOffset,
            int ld,
            int rows,
            int columns) {
        check("dZ", dZ, dZOffset, z, zOffset, ld, rows, columns);
        Checks.matrix("dY", dY, dYOffset, ld, rows, columns);
        Checks.slice("a", a, aOffset, columns);
        if (columns > 0) {
            multiply(dZ, dZOffset, dY, dYOffset, z, zOffset, a, aOffset, ld, rows, columns);
        }
    }

    /**
     * The backward pass for the slopes: da[c] = Σ of dY[r][c]·z[r][c] over the rows whose z is not
     * above 0, or added to what is there.
     *
     * <p>Each sum runs over ascending rows in one accumulator by fused multiply-adds, started from
     * +0 or from what is there. The arrays must not overlap, which is not checked.
     *
     * @param da gradients of the slopes, {@code columns} values, overwritten or added to
     * @param dY gradient of y, {@code rows × columns}
     * @param z as in the forward pass, {@code rows × columns}
     * @param ld distance between rows, of dY and of z
     */
    public final void parameterGradients(
            float[] da,
            int daOffset,
            float[] dY,
            int dYOffset,
            float[] z,
            int zOffset,
            int ld,
            int rows,
            int columns,
            boolean accumulate) {
        check("dY", dY, dYOffset, z, zOffset, ld, rows, columns);
        Checks.slice("da", da, daOffset, columns);
        if (columns == 0) {
            return;
        }
        if (!accumulate) {
            Arrays.fill(da, daOffset, daOffset + columns, 0f);
        }
        addSlopeGradients(da, daOffset, dY, dYOffset, z, zOffset, ld, rows, columns);
    }

    private static void check(
            String name,
            float[] array,
            int offset,
            float[] z,
            int zOffset,
            int ld,
            int rows,
            int columns) {
        Checks.size("rows", rows);
        Checks.size("columns", columns);
        Checks.matrix(name, array, offset, ld, rows, columns);
        Checks.matrix("z", z, zOffset, ld, rows, columns);
    }

    /** {@link #forward} with arguments checked. */
    protected abstract void apply(
            float[] y,
            int yOffset,
            float[] z,
            int zOffset,
            float[] a,
            int aOffset,
            int ld,
            int rows,
            int columns);

    /** {@link #inputGradient} with arguments checked. */
    protected abstract void multiply(
            float[] dZ,
            int dZOffset,
            float[] dY,
            int dYOffset,
            float[] z,
            int zOffset,
            float[] a,
            int aOffset,
            int ld,
            int rows,
            int columns);

    /** {@link #parameterGradients} added to what is there, with arguments checked. */
    protected abstract void addSlopeGradients(
            float[] da,
            int daOffset,
            float[] dY,
            int dYOffset,
            float[] z,
            int zOffset,
            int ld,
            int rows,
            int columns);
}
