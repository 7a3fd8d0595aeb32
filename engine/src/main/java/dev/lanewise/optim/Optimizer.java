package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * How weights follow their gradients: settings, without any arithmetic or state.
 *
 * <p>Names, defaults and formulas are those of {@code torch.optim}, but for {@link Lion}, which has
 * those of its paper. Each record starts from a learning rate and the defaults ({@code
 * Adam.of(0.001)}), and its {@code with…} methods give a copy with another setting. {@link
 * L1Regularized} goes around any other.
 */
public sealed interface Optimizer
        permits
        Sgd,
        RmsProp,
        Adagrad,
        Adadelta,
        Adam,
        AdamW,
        Adamax,
        NAdam,
        Lion,
        L1Regularized {
    /** The learning rate, of which schedules and plateaus make that of each update. */
    double learningRate();

    /** The same optimizer with another learning rate. */
    Optimizer withLearningRate(double learningRate);

    /** The kernel that updates weights; use one instance a thread. */
    UpdateKernel bind(Kernels kernels);
}
