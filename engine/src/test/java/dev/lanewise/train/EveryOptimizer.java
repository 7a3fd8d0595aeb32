package dev.lanewise.train;

import dev.lanewise.optim.Adadelta;
import dev.lanewise.optim.Adagrad;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Adamax;
import dev.lanewise.optim.L1Regularized;
import dev.lanewise.optim.Lion;
import dev.lanewise.optim.NAdam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.stream.Stream;

/** The optimizers, each with every part of its state in use. */
final class EveryOptimizer {
    private EveryOptimizer() {}

    static List<Optimizer> kinds() {
        return Stream.concat(usual().stream(), others().stream()).toList();
    }

    /** Those of the digest "shared". */
    static List<Optimizer> usual() {
        return List.of(
                Sgd.of(0.05),
                Sgd.of(0.05).withMomentum(0.9).withNesterov(true).withWeightDecay(1e-3),
                RmsProp.of(1e-3),
                RmsProp.of(1e-3).withCentered(true).withMomentum(0.5),
                Adam.of(1e-2),
                Adam.of(1e-2).withAmsgrad(true),
                AdamW.of(1e-2));
    }

    private static List<Optimizer> others() {
        return List.of(
                Adagrad.of(0.02).withLearningRateDecay(1e-3).withWeightDecay(1e-3),
                Adadelta.of(1).withWeightDecay(1e-3),
                Adamax.of(1e-2).withWeightDecay(1e-3),
                NAdam.of(1e-2),
                NAdam.of(1e-2).withWeightDecay(1e-2).withDecoupledWeightDecay(true),
                Lion.of(1e-3).withWeightDecay(1e-2),
                L1Regularized.of(Adam.of(1e-2), 1e-4));
    }
}
