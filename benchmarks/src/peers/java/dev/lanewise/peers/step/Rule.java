package dev.lanewise.peers.step;

import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;

/**
 * How weights follow their gradients: PyTorch's defaults but for the momentum of SGD and for the
 * rates, which are so low that 200 steps do not learn a handful of batches by heart. Losses would
 * come down to almost nothing, and differences in units of them say little.
 */
public enum Rule {
    ADAM("Adam", 1e-4),
    /** With momentum. */
    SGD("SGD", 1e-2),
    RMSPROP("RMSprop", 1e-4),
    ADAMW("AdamW", 1e-4);

    static final double MOMENTUM = 0.9;

    private final String title;
    private final double usualRate;

    Rule(String title, double usualRate) {
        this.title = title;
        this.usualRate = usualRate;
    }

    /** The rule of a title. */
    static Rule of(String title) {
        for (Rule rule : values()) {
            if (rule.title.equals(title)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("no optimizer has the title " + title);
    }

    /** Its name in a table. */
    String title() {
        return title;
    }

    /** The learning rate of curves and checks. */
    double usualRate() {
        return usualRate;
    }

    /** Ours. */
    Optimizer ours(double rate) {
        return switch (this) {
            case ADAM -> Adam.of(rate);
            case SGD -> Sgd.of(rate).withMomentum(MOMENTUM);
            case RMSPROP -> RmsProp.of(rate);
            case ADAMW -> AdamW.of(rate);
        };
    }
}
