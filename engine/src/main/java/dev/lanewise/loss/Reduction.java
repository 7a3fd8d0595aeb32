package dev.lanewise.loss;

/** How the losses of a batch become one number. */
public enum Reduction {
    /**
     * Their sum divided by what counts ({@link dev.lanewise.kernel.LossKernel#weight}): elements or
     * rows, by their weights. 0 where nothing counts, and so is the gradient; PyTorch gives NaN.
     */
    MEAN,

    /** Their sum. */
    SUM;

    /**
     * The number for a sum of losses, and of 1 the factor of their gradients.
     *
     * @param weight what counts in the batch
     */
    public double reduce(double sum, double weight) {
        if (this == SUM) {
            return sum;
        }
        return weight == 0 ? 0 : sum / weight;
    }
}
