package dev.lanewise.kernel;

/**
 * One complete set of kernels: the scalar twins or the vector ones.
 *
 * <p>Each method gives a kernel bound to its settings. A kernel may hold scratch memory: use one
 * instance a thread. The twins of both sets give equal bits for equal arguments.
 */
public interface Kernels {
    /**
     * What runs, for logs and reports: {@code scalar}, or
     * {@code vector, 16 lanes of float (512 bits)}.
     */
    String description();

    /** Single-precision matrix products. */
    Sgemm sgemm();

    /**
     * Matrix products shared out to a team, with the same bits. The caller keeps the team, and
     * closes it; products too small to share, and those of the scalar twin, stay with the caller's
     * thread.
     */
    Sgemm sgemm(Team team);

    /**
     * The same for products of a training step, with the same bits: B of {@code nn} and {@code nt} is
     * weights, of which {@code tn} gives the gradient. Where it pays, each member has the same rows of
     * the weights in all three, so that they stay in the caches of its processor; a constant B is
     * shared out better by {@link #sgemm(Team)}.
     */
    Sgemm trainingSgemm(Team team);

    /** Bias and activation forward, activation derivative backward. */
    ActivationKernel activation(Activation activation);

    /** Sums over rows: the gradient of a bias. */
    ColumnSums columnSums();

    /** Dropout by a mask that is a function of key and counter. */
    DropoutKernel dropout();

    /** Normalization of each row, forward and backward. */
    LayerNormKernel layerNorm();

    /** Normalization of each column of a batch, forward and backward, and running statistics. */
    BatchNormKernel batchNorm();

    /** PReLU with a slope for each column, forward and backward. */
    PreluKernel prelu();

    /** Softmax of rows, and its logarithm. */
    SoftmaxKernel softmax();

    /** Columns shifted and scaled by given figures. */
    ScalingKernel scaling();

    /** Value and gradient of a loss. */
    LossKernel loss(LossFunction function);

    /**
     * Stochastic gradient descent; arguments as {@code dev.lanewise.optim.Sgd} has and checks them.
     */
    UpdateKernel sgd(float momentum, float dampening, float weightDecay, boolean nesterov);

    /** RMSprop; arguments as {@code dev.lanewise.optim.RmsProp} has and checks them. */
    UpdateKernel rmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered);

    /**
     * Adam, AMSGrad and, with decoupled weight decay, AdamW; arguments as
     * {@code dev.lanewise.optim.Adam} and {@code AdamW} have and check them.
     */
    UpdateKernel adam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            boolean decoupled,
            boolean amsgrad);

    /** Adagrad; arguments as {@code dev.lanewise.optim.Adagrad} has and checks them. */
    UpdateKernel adagrad(double learningRateDecay, float epsilon, float weightDecay);

    /** Adadelta; arguments as {@code dev.lanewise.optim.Adadelta} has and checks them. */
    UpdateKernel adadelta(double rho, float epsilon, float weightDecay);

    /** Adamax; arguments as {@code dev.lanewise.optim.Adamax} has and checks them. */
    UpdateKernel adamax(double beta1, double beta2, float epsilon, float weightDecay);

    /** NAdam; arguments as {@code dev.lanewise.optim.NAdam} has and checks them. */
    UpdateKernel nAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            double momentumDecay,
            boolean decoupled);

    /** Lion; arguments as {@code dev.lanewise.optim.Lion} has and checks them. */
    UpdateKernel lion(double beta1, double beta2, float weightDecay);

    /**
     * Another kernel's update, after strength·sign(w) was added to the gradients, in their place; as
     * {@code dev.lanewise.optim.L1Regularized} has and checks it.
     *
     * @param update the other kernel, which nobody else may use from now on
     */
    UpdateKernel l1Regularized(UpdateKernel update, float strength);

    /** Sums, scaling, clamping, averages and squares of flat arrays. */
    ArraySweeps arraySweeps();
}
