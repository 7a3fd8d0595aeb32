package dev.lanewise.kernel;

import dev.lanewise.naive.NaiveAdadelta;
import dev.lanewise.naive.NaiveAdagrad;
import dev.lanewise.naive.NaiveAdam;
import dev.lanewise.naive.NaiveAdamax;
import dev.lanewise.naive.NaiveAmsGrad;
import dev.lanewise.naive.NaiveL1;
import dev.lanewise.naive.NaiveLion;
import dev.lanewise.naive.NaiveMomentum;
import dev.lanewise.naive.NaiveNAdam;
import dev.lanewise.naive.NaiveOptimizer;
import dev.lanewise.naive.NaiveRmsProp;
import dev.lanewise.naive.NaiveSgd;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Every optimizer of the engine, at PyTorch's defaults where nothing else is said. */
public enum UpdateRule {
    /** Without momentum. */
    SGD(k -> k.sgd(0, 0, 0, false), n -> new NaiveSgd()),
    /** With momentum 0.9. */
    SGD_MOMENTUM(k -> k.sgd(0.9f, 0, 0, false), n -> new NaiveMomentum(n, false)),
    /** With Nesterov's momentum, 0.9. */
    SGD_NESTEROV(k -> k.sgd(0.9f, 0, 0, true), n -> new NaiveMomentum(n, true)),
    /** Neither centred nor with momentum. */
    RMSPROP(k -> k.rmsProp(0.99, 1e-8f, 0, 0, false), NaiveRmsProp::new),
    /** Adam. */
    ADAM(UpdateRule::adam, n -> new NaiveAdam(n, 0)),
    /** Adam with the largest second moment. */
    AMSGRAD(k -> k.adam(0.9, 0.999, 1e-8f, 0, false, true), NaiveAmsGrad::new),
    /** Adam with a weight decay of 0.01 beside it. */
    ADAMW(k -> k.adam(0.9, 0.999, 1e-8f, 0.01f, true, false), n -> new NaiveAdam(n, 0.01f)),
    /** Adam with the gradient of an L1 penalty of 1e-4, which is added to the others in place. */
    L1_ADAM(k -> k.l1Regularized(adam(k), 1e-4f), n -> new NaiveL1(new NaiveAdam(n, 0), 1e-4f)),
    /** Adagrad. */
    ADAGRAD(k -> k.adagrad(0, 1e-10f, 0), NaiveAdagrad::new),
    /** Adadelta. */
    ADADELTA(k -> k.adadelta(0.9, 1e-6f, 0), NaiveAdadelta::new),
    /** Adamax. */
    ADAMAX(k -> k.adamax(0.9, 0.999, 1e-8f, 0), NaiveAdamax::new),
    /** NAdam. */
    NADAM(k -> k.nAdam(0.9, 0.999, 1e-8f, 0, 0.004, false), NaiveNAdam::new),
    /** Lion. */
    LION(k -> k.lion(0.9, 0.99, 0), NaiveLion::new);

    private final Function<Kernels, UpdateKernel> ours;
    private final IntFunction<NaiveOptimizer> naive;

    UpdateRule(Function<Kernels, UpdateKernel> ours, IntFunction<NaiveOptimizer> naive) {
        this.ours = ours;
        this.naive = naive;
    }

    private static UpdateKernel adam(Kernels kernels) {
        return kernels.adam(0.9, 0.999, 1e-8f, 0, false, false);
    }

    /** The engine's kernel. */
    UpdateKernel kernel(Kernels kernels) {
        return ours.apply(kernels);
    }

    /** The naive twin for so many weights. */
    NaiveOptimizer naive(int weights) {
        return naive.apply(weights);
    }

    /** Floats that a step reads and writes for each weight, of which each slot has a state. */
    int floatsPerWeight(int slots) {
        int gradient = this == L1_ADAM ? 2 : 1;
        return gradient + 2 + 2 * slots;
    }
}
