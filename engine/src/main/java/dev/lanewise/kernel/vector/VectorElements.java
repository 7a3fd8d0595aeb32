package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import dev.lanewise.kernel.scalar.ScalarElements;

/**
 * The elementwise losses on vectors: whole vectors in loops of each loss's own, the rest of a block
 * by the scalar twin, whose bits all lanes have.
 */
abstract class VectorElements implements ElementLoops {
    private final ScalarElements twin;

    VectorElements(LossFunction.Elementwise function) {
        twin = new ScalarElements(function);
    }

    /** The loops of a loss. */
    static ElementLoops of(LossFunction.Elementwise function) {
        return switch (function) {
            case LossFunction.SquaredError f -> new PiecewiseLosses.SquaredError(f);
            case LossFunction.AbsoluteError f -> new PiecewiseLosses.AbsoluteError(f);
            case LossFunction.Huber f -> new PiecewiseLosses.Huber(f);
            case LossFunction.SmoothL1 f -> new PiecewiseLosses.SmoothL1(f);
            case LossFunction.LogCosh f -> new SmoothLosses.LogCosh(f);
            case LossFunction.BinaryCrossEntropy f -> f.positiveWeights().isEmpty()
                    ? new SmoothLosses.BinaryCrossEntropy(f)
                    : new SmoothLosses.WeightedBinaryCrossEntropy(f);
            case LossFunction.BinaryFocal f -> new SmoothLosses.BinaryFocal(f);
            case LossFunction.Poisson f -> new SmoothLosses.Poisson(f);
            case LossFunction.Hinge f -> new PiecewiseLosses.Hinge(f);
            case LossFunction.SquaredHinge f -> new PiecewiseLosses.SquaredHinge(f);
            case LossFunction.Quantile f -> new PiecewiseLosses.Quantile(f);
        };
    }

    /** {@link #run} for n a multiple of the lanes. */
    abstract void body(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            float[] settings,
            int n,
            float scale);

    @Override
    public final void run(
            float[] loss,
            float[] dZ,
            int dZOffset,
            float[] z,
            int zOffset,
            float[] t,
            int tOffset,
            float[] settings,
            int n,
            float scale) {
        int body = Lanes.FLOAT.loopBound(n);
        body(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, body, scale);
        twin.run(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, body, n, scale);
    }
}
