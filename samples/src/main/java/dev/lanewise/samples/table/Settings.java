package dev.lanewise.samples.table;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.samples.common.OptionChecks;
import dev.lanewise.samples.common.TrainingOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of the features, of the network and of its training. */
final class Settings extends TrainingOptions {
    @Option(
            names = "--ranges",
            paramLabel = "N",
            defaultValue = "32",
            description = "Ranges of a column of numbers that become features, 1 for none"
                    + DEFAULT)
    private int ranges;

    @Option(
            names = "--most-categories",
            paramLabel = "N",
            defaultValue = "64",
            description = "Names of a column that get a vector of their own, the most frequent"
                    + DEFAULT)
    private int mostCategories;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.3",
            description = "Weight decay of AdamW" + DEFAULT)
    private double weightDecay;

    @Option(
            names = "--linear",
            description = "No hidden layer: linear or logistic regression, with --ranges 1 on the"
                    + " numbers as they are.")
    private boolean linear;

    Settings() {
        super(new int[] {128, 64}, 0.1, 40, 128, Path.of("target", "sample-03"));
    }

    @Override
    public void check() {
        super.check();
        OptionChecks.positive(spec(), "--ranges", ranges);
        OptionChecks.positive(spec(), "--most-categories", mostCategories);
        OptionChecks.notNegative(spec(), "--weight-decay", weightDecay);
    }

    /** A new network for the features of an encoder, drawn from the seed. */
    Network network(TableEncoder encoder, int outputs) {
        NetworkBuilder layers = encoder.layers();
        return linear ? layers.dense(outputs).build(seed()) : network(layers, outputs);
    }

    @Override
    protected void addHidden(NetworkBuilder layers, int width) {
        layers.dense(width, Activation.RELU);
    }

    int ranges() {
        return ranges;
    }

    int mostCategories() {
        return mostCategories;
    }

    double weightDecay() {
        return weightDecay;
    }
}
