package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.LossFunction;
import java.util.List;

/**
 * Quantile loss, also called pinball loss, the mean over all elements: for the quantile q
 *
 * <pre>
 * q·(t − y)             where y ≤ t
 * (1 − q)·(y − t)       above
 * </pre>
 *
 * <p>It is least where y is the q-th quantile of t. The derivative at y = t is 0. Targets are any
 * finite numbers; a network that predicts several quantiles of one number is given that number once
 * for each of them. (R. Koenker and G. Bassett, <i>Regression Quantiles</i>, 1978.)
 *
 * @param quantiles one for all outputs, or one for each, above 0 and below 1; a copy is kept
 */
public record Quantile(List<Double> quantiles) implements ElementwiseLoss {
    /** Checks all quantiles. */
    public Quantile {
        quantiles = List.copyOf(quantiles);
        Checks.require(!quantiles.isEmpty(), "number of quantiles", 0, "at least 1");
        for (double quantile : quantiles) {
            Checks.require(
                    (float) quantile > 0 && (float) quantile < 1,
                    "quantile",
                    quantile,
                    "above 0 and below 1, also in single precision");
        }
    }

    /** One quantile for all outputs, or one for each. */
    public static Quantile of(double... quantiles) {
        return new Quantile(LossSettings.list(quantiles));
    }

    @Override
    public LossFunction.Elementwise function() {
        return new LossFunction.Quantile(LossSettings.floats(quantiles));
    }

    @Override
    public void checkOutputs(int outputs) {
        Checks.require(
                quantiles.size() == 1 ? outputs >= 1 : outputs == quantiles.size(),
                "outputs",
                outputs,
                quantiles.size() == 1 ? "at least 1"
                        : quantiles.size() + ", one for each quantile");
    }
}
