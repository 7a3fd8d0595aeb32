package dev.lanewise.kernel.common;

import dev.lanewise.kernel.LossFunction;
import java.util.List;
import java.util.OptionalInt;

/**
 * Softmax and cross-entropy of logits, value and gradient, for any form of target.
 *
 * <p>For a row z with largest logit m, targets t and their sum T:
 *
 * <pre>
 * q[j]  = z[j]/4 − m/4
 * e[j]  = exp(4·q[j])             S = Σ e[j]
 * loss  = T·ln S − 4·Σ t[j]·q[j]
 * dZ[j] = (e[j]·T/S − t[j])·scale
 * </pre>
 *
 * <p>The loss is the usual Σ t[j]·(ln S + m − z[j]): it forms no probability whose logarithm could
 * be that of 0. Quarters are exact and keep differences of large logits from overflowing, so value
 * and gradient are right for all finite logits. A NaN among the logits makes the loss and the
 * gradient of its row NaN; a logit of −∞ is a class that cannot be.
 *
 * <p>Exponentials of a block are computed in one sweep, since ten classes would fill no vector.
 * Sums are single precision; the value of a row is put together in double precision.
 */
abstract class SoftmaxLoss extends BlockLoss {
    final LossLoops loops;
    final float[] lanes = new float[LossLoops.LANES];

    /** T of the rows of a block, and −Σ t[j]·q[j]. */
    final float[] weights = new float[LossLoops.MOST_ROWS];
    final float[] distances = new float[LossLoops.MOST_ROWS];

    private final float[] sums = new float[LossLoops.MOST_ROWS];
    private final float[] logs = new float[LossLoops.MOST_ROWS];

    SoftmaxLoss(LossLoops loops) {
        this.loops = loops;
    }

    /** The kernel of a loss over the classes of a row. */
    static BlockLoss of(LossLoops loops, LossFunction function) {
        return switch (function) {
            case LossFunction.SoftmaxOfIndices f -> ofIndices(loops, f);
            case LossFunction.SoftmaxOfDistributions f -> ofDistributions(loops, f);
            case LossFunction.KlDivergence _ -> new KlDivergenceLoss(loops);
            case LossFunction.SoftmaxFocal(List<Float> alpha, float gamma) ->
                new SoftmaxFocalLoss(loops, new IndexTargets(alpha, OptionalInt.empty()), gamma);
            case LossFunction.Elementwise _ ->
                throw new IllegalArgumentException(function + " is not over classes");
            case LossFunction.Weighted _ -> throw new IllegalStateException("weighted twice");
        };
    }

    private static SoftmaxLoss ofIndices(LossLoops loops, LossFunction.SoftmaxOfIndices f) {
        IndexTargets targets = new IndexTargets(f.classWeights(), f.ignoredIndex());
        if (f.labelSmoothing() == 0) {
            return new SoftmaxOfIndices(loops, targets);
        }
        TargetMixture mixture = new TargetMixture(f.classWeights(), f.labelSmoothing());
        return new SmoothedIndices(loops, targets, mixture);
    }

    private static SoftmaxLoss ofDistributions(
            LossLoops loops, LossFunction.SoftmaxOfDistributions f) {
        return f.classWeights().isEmpty() && f.labelSmoothing() == 0
                ? new SoftmaxOfDistributions(loops)
                : new MixedDistributions(
                        loops, new TargetMixture(f.classWeights(), f.labelSmoothing()));
    }

    @Override
    void block(
            double[] losses,
            float[] dZ,
            int d,
            float[] z,
            int zAt,
            float[] target,
            int t,
            int rows,
            int columns,
            float scale) {
        loops.quarterDistances(dZ, d, z, zAt, rows, columns);
        weigh(target, t, dZ, d, rows, columns);
        loops.expOfQuadruple(dZ, d, rows * columns);
        loops.rowSums(sums, lanes, dZ, d, rows, columns);
        loops.log(logs, sums, 0, rows);
        for (int row = 0; row < rows; row++) {
            losses[row] = (double) weights[row] * logs[row] + 4.0 * distances[row];
            sums[row] = weights[row] / sums[row]; // from here on T/S
        }
        gradient(dZ, d, target, t, sums, scale, rows, columns);
    }

    /** {@link #weights} and {@link #distances} of a block. */
    abstract void weigh(float[] target, int t, float[] q, int qAt, int rows, int columns);

    /** dZ[r][j] = (dZ[r][j]·factors[r] − t[r][j])·scale. */
    abstract void gradient(
            float[] dZ,
            int d,
            float[] target,
            int t,
            float[] factors,
            float scale,
            int rows,
            int columns);
}
