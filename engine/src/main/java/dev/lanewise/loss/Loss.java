package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossKernel;
import java.util.OptionalInt;

/**
 * What training makes small: the description of a loss, without any arithmetic.
 *
 * <p>A kernel gives the sum over a batch and what counts in it; {@link #reduction} makes one number
 * of them, the mean unless {@link #summed} was asked for. Rows have weights of their own in {@link
 * #sampleWeighted} losses.
 */
public sealed interface Loss
        permits
        ElementwiseLoss,
        SoftmaxCrossEntropy,
        SoftmaxFocalCrossEntropy,
        KlDivergence,
        SampleWeighted,
        Summed {
    /** What the outputs of a network mean to a loss. */
    enum Outputs {
        /** Logits of classes of which one is right: a softmax makes probabilities of them. */
        CLASS_LOGITS,
        /** Logits of events, each of which is or is not: those above 0 say that it is. */
        BINARY_LOGITS,
        /** Predictions of the targets themselves. */
        VALUES,
        /** Logarithms of what the targets should be on average. */
        LOG_RATES
    }

    /** What the kernels compute. */
    LossFunction function();

    /** The kernel that computes value and gradient; use one instance a thread. */
    default LossKernel bind(Kernels kernels) {
        return kernels.loss(function());
    }

    /** What the outputs of the network are. */
    Outputs outputs();

    /** What the sum over a batch is divided by. */
    default Reduction reduction() {
        return Reduction.MEAN;
    }

    /** This loss with the sum over a batch instead of its mean. */
    default Loss summed() {
        return new Summed(this);
    }

    /** This loss with a weight for each row, the last of its targets. */
    default Loss sampleWeighted() {
        return new SampleWeighted(this);
    }

    /** Target values that belong to a row of outputs. */
    int targetSize(int outputs);

    /** The first of them, which say what is right; what follows is the weight of the row. */
    default int labelSize(int outputs) {
        return targetSize(outputs);
    }

    /** The class index whose rows do not count, where class indices are targets. */
    default OptionalInt ignoredIndex() {
        return OptionalInt.empty();
    }

    /**
     * Demands that a network with so many outputs can be trained by this loss.
     *
     * @throws IllegalArgumentException where it cannot
     */
    default void checkOutputs(int outputs) {
        Checks.require(outputs >= 1, "outputs", outputs, "at least 1");
    }

    /**
     * Demands that the targets of one row, from {@code at} on, are values that this loss is defined
     * for.
     *
     * @param row the number of the row, for the message
     * @throws IllegalArgumentException with row, value and what was expected
     */
    void checkRow(int row, float[] targets, int at, int outputs);

    /**
     * Demands that {@code rows ×} {@link #targetSize} targets from {@code offset} on are values
     * that this loss is defined for. Of these, the kernels themselves check class indices alone.
     *
     * @throws IllegalArgumentException with row, value and what was expected
     */
    default void checkTargets(float[] targets, int offset, int rows, int outputs) {
        int size = targetSize(outputs);
        Checks.size("rows", rows);
        Checks.slice("targets", targets, offset, (long) rows * size);
        for (int row = 0; row < rows; row++) {
            checkRow(row, targets, offset + row * size, outputs);
        }
    }

    /**
     * The loss of each row, without any reduction; where a loss is elementwise, the sum over the
     * elements of the row, and where rows have weights, each times its own. They add up to the
     * {@link #summed} loss.
     *
     * {@snippet :
     * float[] losses =
     *         loss.rowLosses(Lanewise.kernels(), network.predict(x), targets, network.outputs());
     * }
     *
     * @param kernels who computes
     * @param z outputs of a network, {@code rows × outputs}
     * @param targets {@code rows × targetSize(outputs)}
     * @return a new array, one value a row
     * @throws IllegalArgumentException where sizes do not fit, or targets do not suit the loss
     */
    default float[] rowLosses(Kernels kernels, float[] z, float[] targets, int outputs) {
        checkOutputs(outputs);
        Checks.require(
                z.length % outputs == 0, "length of z", z.length,
                "a multiple of outputs " + outputs);
        int rows = z.length / outputs;
        long size = (long) rows * targetSize(outputs);
        Checks.require(
                targets.length == size, "length of targets", targets.length,
                size + ", " + targetSize(outputs) + " for each of " + rows + " rows");
        checkTargets(targets, 0, rows, outputs);
        float[] losses = new float[rows];
        bind(kernels).rowLosses(losses, 0, z, 0, targets, 0, rows, outputs);
        return losses;
    }
}
