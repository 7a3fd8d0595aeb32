package dev.lanewise.samples.table;

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
            description = "Names of a column that become features, the most frequent" + DEFAULT)
    private int mostCategories;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.3",
            description = "Weight decay of AdamW" + DEFAULT)
    private double weightDecay;

    Settings() {
        super(new int[] {128, 64}, 40, Path.of("target", "sample-03"));
    }

    @Override
    public void check() {
        super.check();
        OptionChecks.positive(spec(), "--ranges", ranges);
        OptionChecks.positive(spec(), "--most-categories", mostCategories);
        OptionChecks.notNegative(spec(), "--weight-decay", weightDecay);
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
