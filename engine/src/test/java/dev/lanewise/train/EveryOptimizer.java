package dev.lanewise.train;

import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import java.util.List;

/** The optimizers, each with every part of its state in use. */
final class EveryOptimizer {
    private EveryOptimizer() {}

    static List<Optimizer> kinds() {
        return List.of(
                Sgd.of(0.05),
                Sgd.of(0.05).withMomentum(0.9).withNesterov(true).withWeightDecay(1e-3),
                RmsProp.of(1e-3),
                RmsProp.of(1e-3).withCentered(true).withMomentum(0.5),
                Adam.of(1e-2),
                Adam.of(1e-2).withAmsgrad(true),
                AdamW.of(1e-2));
    }
}
