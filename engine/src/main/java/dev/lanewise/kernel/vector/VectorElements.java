package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.common.ElementLoops;
import dev.lanewise.kernel.scalar.ScalarElements;

/**
 * The elementwise losses on vectors: whole vectors in loops of each loss's own, the rest of a block
 * by the scalar twin, whose bits all lanes have.
 */
final class VectorElements implements ElementLoops {
    private final LossFunction.Elementwise function;

    /** For n a multiple of the lanes. */
    private final ElementLoops body;

    /** Made for the first rest of a block, by the one thread that has the loss. */
    private ScalarElements twin;

    /** The loops of a loss. */
    VectorElements(LossFunction.Elementwise function) {
        this.function = function;
        // the commonest; for a switch the JVM makes a class and loads all kinds of losses
        body = function instanceof LossFunction.SquaredError
                ? new PiecewiseLosses.SquaredError()
                : otherBodyOf(function);
    }

    private static ElementLoops otherBodyOf(LossFunction.Elementwise function) {
        return switch (function) {
            case LossFunction.SquaredError _ -> throw new IllegalArgumentException(
                    function + " is not one of the others");
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
        if (whole < n) {
            twin = twin == null ? new ScalarElements(function) : twin;
            twin.run(loss, dZ, dZOffset, z, zOffset, t, tOffset, settings, whole, n, scale);
        }
    }
}
