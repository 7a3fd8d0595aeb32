package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;

/**
 * How weights follow their gradients: settings, without any arithmetic or state.
 *
 * <p>Names, defaults and formulas are those of {@code torch.optim}. Each record starts from a
 * learning rate and PyTorch's defaults ({@code Adam.of(0.001)}), and its {@code with…} methods give
 * a copy with another setting.
 */
public sealed interface Optimizer permits Sgd, RmsProp, Adam, AdamW {
    /** The learning rate of every step. */
    double learningRate();

    /** The same optimizer with another learning rate. */
    Optimizer withLearningRate(double learningRate);

    /** The kernel that updates weights; use one instance a thread. */
    UpdateKernel bind(Kernels kernels);
}
