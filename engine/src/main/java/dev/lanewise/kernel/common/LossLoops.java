package dev.lanewise.kernel.common;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.SoftmaxKernel;
import java.util.List;

/**
 * The loops that losses are made of: a twin fills them in and gets all losses.
 *
 * <p>What a loss does with its rows is written once, in the subclasses of {@link
 * BlockLoss}, which go through a batch block by block. Each method here is one sweep over a
 * block; matrices are row-major without gaps. The loops keep no state, so one instance serves any
 * number of kernels. They trust their arguments and write to nothing but their results.
 *
 * <p>Why sweeps, and not methods for a row that the losses call in loops of their own: C2 compiles
 * a hot loop with all that it calls, and two vector functions such as exp and log in one method are
 * more than it takes in ({@code NodeCountInliningCutoff}); vectors then become objects, at a tenth
 * of the speed. A sweep that is hot before its callers are gets compiled alone.
 */
public abstract class LossLoops {
    /** Virtual lanes of a sum, whatever the hardware has. */
    protected static final int LANES = 16;

    /** Floats of a block: 8 KB, so that outputs, gradients and targets of a block stay in 32 KB. */
    static final int BLOCK = 2048;

    /** Most rows of a block; a multiple of all lane counts, so that its sweeps have no tails. */
    static final int MOST_ROWS = 128;

    /** For the twins. */
    protected LossLoops() {}

    /** Rows of a block, at least one. */
    static int rowsOfBlock(int columns) {
        return Math.clamp(BLOCK / columns, 1, MOST_ROWS);
    }

    /**
     * A new kernel for {@link dev.lanewise.kernel.Kernels#loss}. Its class is cast for the reason
     * that {@code VectorKernels} gives.
     */
    public final LossKernel kernel(LossFunction function) {
        return function instanceof LossFunction.Weighted weighted
                ? LossKernel.class.cast(new WeightedRows(this, blockLoss(weighted.loss())))
                : blockLoss(function);
    }

    private BlockLoss blockLoss(LossFunction function) {
        return function instanceof LossFunction.Elementwise f
                ? new ElementwiseLoss(this, elements(f), columnSettings(f))
                : SoftmaxLoss.of(this, function);
    }

    /** A new kernel for {@link dev.lanewise.kernel.Kernels#softmax()}. */
    public final SoftmaxKernel softmax() {
        return SoftmaxKernel.class.cast(new SoftmaxOfRows(this));
    }

    private static ColumnSettings columnSettings(LossFunction.Elementwise function) {
        if (function instanceof LossFunction.BinaryCrossEntropy f) {
            return new ColumnSettings(f.positiveWeights());
        }
        return new ColumnSettings(
                function instanceof LossFunction.Quantile f ? f.quantiles() : List.of());
    }

    /** New sweeps for an elementwise loss. */
    protected abstract ElementLoops elements(LossFunction.Elementwise function);

    /**
     * q[r][j] = z[r][j]/4 − m/4 with the largest value m of row r, in the order of {@link
     * Math#max(float, float)}; NaN where the row has one. This is (z − m)/4 to the bit, but for
     * results below the normal numbers, and does not overflow for finite z. q may be z at the same
     * offset.
     */
    protected abstract void quarterDistances(
            float[] q, int qOffset, float[] z, int zOffset, int rows, int columns);

    /**
     * sums[r] = Σ x[r][j] in sixteen lanes: lane l starts with column l and adds the columns
     * l + 16, l + 32 and so on; {@link #fold} makes one number of them.
     *
     * @param lanes scratch, {@link #LANES} values
     */
    protected abstract void rowSums(
            float[] sums, float[] lanes, float[] x, int xOffset, int rows, int columns);

    /** y[i] = e^(4·y[i]) for y[i] ≤ 0 or NaN. */
    protected abstract void expOfQuadruple(float[] y, int yOffset, int n);

    /** y[i] = ln x[i]. */
    protected abstract void log(float[] y, float[] x, int xOffset, int n);

    /**
     * For cross-entropies L ≥ 0 of rows, with p = e^−L and f = (1 − p)^gamma: values[r] = f and
     * slopes[r] = f·(1 + gamma·p·L/(1 − p)), the derivative of f·L by L.
     */
    protected abstract void focus(
            float[] values, float[] slopes, double[] losses, float gamma, int rows);

    /** y[i] = t[i]·a[i] + b[i], a fused multiply-add. */
    protected abstract void mix(
            float[] y, float[] t, int tOffset, float[] a, float[] b, int n);

    /** y[i] = −t[i]·x[i], and 0 for t[i] = 0 also where x[i] is infinite. */
    protected abstract void negatedProduct(
            float[] y, float[] t, int tOffset, float[] x, int xOffset, int n);

    /** y[r][j] = (y[r][j]·factors[r])·scale. */
    protected abstract void scaleRows(
            float[] y, int yOffset, float[] factors, float scale, int rows, int columns);

    /** y[r][j] = 4·y[r][j] − c[r], fused. */
    protected abstract void quadrupleLess(
            float[] y, int yOffset, float[] c, int rows, int columns);

    /** y[r][j] = (y[r][j]·factors[r] − t[r][j])·scale, the bracket a fused multiply-add. */
    protected abstract void scaleDifferenceOfRows(
            float[] y,
            int yOffset,
            float[] t,
            int tOffset,
            float[] factors,
            float scale,
            int rows,
            int columns);

    /**
     * Adds lanes up: the upper 8 to the lower, then 4, 2, 1. A short row leaves the lanes from
     * {@code used} on without a value, and they are left out.
     */
    protected static float fold(float[] lanes, int used) {
        for (int l = 8; l < used; l++) {
            lanes[l - 8] += lanes[l];
        }
        for (int l = 4; l < Math.min(used, 8); l++) {
            lanes[l - 4] += lanes[l];
        }
        return switch (used) {
            case 1 -> lanes[0];
            case 2 -> lanes[0] + lanes[1];
            case 3 -> lanes[0] + lanes[2] + lanes[1];
            default -> (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
        };
    }
}
