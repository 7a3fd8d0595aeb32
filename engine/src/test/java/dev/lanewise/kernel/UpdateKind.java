package dev.lanewise.kernel;

import java.util.function.Function;

/** Update kernels with every loop and every switch in use. */
enum UpdateKind {
    SGD(0, k -> k.sgd(0f, 0f, 0f, false)),
    SGD_DECAY(0, k -> k.sgd(0f, 0f, 0.1f, false)),
    MOMENTUM(1, k -> k.sgd(0.9f, 0f, 0f, false)),
    MOMENTUM_DAMPENED(1, k -> k.sgd(0.9f, 0.3f, 0.1f, false)),
    NESTEROV(1, k -> k.sgd(0.9f, 0f, 0.1f, true)),
    RMSPROP(1, k -> k.rmsProp(0.99, 1e-8f, 0f, 0f, false)),
    RMSPROP_MOMENTUM(2, k -> k.rmsProp(0.9, 1e-8f, 0.1f, 0.9f, false)),
    RMSPROP_CENTERED(2, k -> k.rmsProp(0.9, 1e-8f, 0.1f, 0f, true)),
    RMSPROP_ALL(3, k -> k.rmsProp(0.9, 1e-8f, 0.1f, 0.5f, true)),
    ADAGRAD(1, 0, k -> k.adagrad(0.1, 1e-10f, 0f)),
    ADAGRAD_DECAY(1, 0, k -> k.adagrad(0, 1e-10f, 0.1f)),
    ADADELTA(2, k -> k.adadelta(0.9, 1e-6f, 0f)),
    ADADELTA_DECAY(2, k -> k.adadelta(0.5, 1e-3f, 0.1f)),
    ADAM(2, k -> k.adam(0.9, 0.999, 1e-8f, 0f, false, false)),
    ADAM_DECAY(2, k -> k.adam(0.9, 0.999, 1e-8f, 0.1f, false, false)),
    ADAMW(2, k -> k.adam(0.9, 0.999, 1e-8f, 0.1f, true, false)),
    AMSGRAD(3, 2, k -> k.adam(0.8, 0.9, 1e-8f, 0.1f, false, true)),
    AMSGRAD_W(3, 2, k -> k.adam(0.8, 0.9, 1e-8f, 0.1f, true, true)),
    ADAMAX(2, 1, k -> k.adamax(0.9, 0.999, 1e-8f, 0f)),
    ADAMAX_DECAY(2, 1, k -> k.adamax(0.8, 0.9, 1e-8f, 0.1f)),
    NADAM(2, k -> k.nAdam(0.9, 0.999, 1e-8f, 0f, 0.004, false)),
    NADAM_DECAY(2, k -> k.nAdam(0.9, 0.999, 1e-8f, 0.1f, 0, false)),
    NADAM_W(2, k -> k.nAdam(0.8, 0.9, 1e-8f, 0.1f, 0.1, true)),
    LION(1, k -> k.lion(0.9, 0.98, 0f)),
    LION_DECAY(1, k -> k.lion(0.8, 0.9, 0.1f)),
    L1_SGD(0, k -> k.l1Regularized(k.sgd(0f, 0f, 0.1f, false), 0.1f)),
    L1_ADAMW(2, k -> k.l1Regularized(k.adam(0.9, 0.999, 1e-8f, 0.1f, true, false), 0.1f));

    final int slots;

    /** Slots, the first ones, whose values decay to zero where gradients are zero. */
    final int decaying;

    final Function<Kernels, UpdateKernel> kernel;

    UpdateKind(int slots, Function<Kernels, UpdateKernel> kernel) {
        this(slots, slots, kernel);
    }

    UpdateKind(int slots, int decaying, Function<Kernels, UpdateKernel> kernel) {
        this.slots = slots;
        this.decaying = decaying;
        this.kernel = kernel;
    }

    boolean leavesGradients() {
        return this != L1_SGD && this != L1_ADAMW;
    }
}
