package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import dev.lanewise.kernel.scalar.ScalarElements;

/**
 * The elementwise losses on vectors: whole vectors in loops of each loss's own, the rest of a block
 * by the scalar twin, whose bits all lanes have.
 */
final class VectorElements implements ElementLoops {
    /** For n a multiple of the lanes. */
    private final ElementLoops body;

    private final ScalarElements twin;

    /** The loops of a loss. */
    VectorElements(LossFunction.Elementwise function) {
        body = bodyOf(function);
        twin = new ScalarElements(function);
    }

    private static ElementLoops bodyOf(LossFunction.Elementwise function) {
        return switch (function) {
            case LossFunction.SquaredError _ -> new PiecewiseLosses.SquaredError();
            case LossFunction.AbsoluteError _ -> new PiecewiseLosses.AbsoluteError();
            case LossFunction.Huber f -> new PiecewiseLosses.Huber(f);
            case LossFunction.SmoothL1 f -> new PiecewiseLosses.SmoothL1(f);
            case LossFunction.LogCosh _ -> new SmoothLosses.LogCosh();
            case LossFunction.BinaryCrossEntropy f -> f.positiveWeights().isEmpty()
                    ? new SmoothLosses.BinaryCrossEntropy()
                    : new SmoothLosses.WeightedBinaryCrossEntropy();
            case LossFunction.BinaryFocal f -> new SmoothLosses.BinaryFocal(f);
            case LossFunction.Poisson _ -> new SmoothLosses.Poisson();
            case LossFunction.Hinge _ -> new PiecewiseLosses.Hinge();
            case LossFunction.SquaredHinge _ -> new PiecewiseLosses.SquaredHinge();
            case LossFunction.Quantile _ -> new PiecewiseLosses.Quantile();
        };
    }

    @Override
    public void run(
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
        int whole = Lanes.FLOAT.loopBound(n);
        body.run(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, whole, scale);
        twin.run(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, whole, n, scale);
    }
}
