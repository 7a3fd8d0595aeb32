package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;

/**
 * What training makes small: the description of a loss, without any arithmetic.
 *
 * <p>The mean over a batch is the sum that the kernel gives, divided by {@link #terms}.
 */
public sealed interface Loss permits SoftmaxCrossEntropy, BinaryCrossEntropy, MeanSquaredError {
    /** The kernel that computes value and gradient; use one instance a thread. */
    LossKernel bind(Kernels kernels);

    /** Target values that belong to a row of outputs. */
    int targetSize(int outputs);

    /** What the mean over a batch divides by. */
    long terms(long rows, int outputs);

    /**
     * Demands that a network with so many outputs can be trained by this loss.
     *
     * @throws IllegalArgumentException where it cannot
     */
    default void checkOutputs(int outputs) {
        Checks.require(outputs >= 1, "outputs", outputs, "at least 1");
    }

    /**
     * Demands that {@code rows ×} {@link #targetSize} targets from {@code offset} on are values
     * that this loss is defined for. Of these, the kernels themselves check class indices alone.
     *
     * @throws IllegalArgumentException with row, value and what was expected
     */
    void checkTargets(float[] targets, int offset, int rows, int outputs);
}
