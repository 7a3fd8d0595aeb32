package dev.lanewise.samples.table;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the features, of the network and of its training. */
final class Settings {
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            defaultValue = "128,64",
            description = "Widths of the hidden layers" + DEFAULT)
    private int[] hidden;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "40",
            description = "Passes over the training rows" + DEFAULT)
    private int epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "128",
            description = "Rows a step" + DEFAULT)
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Learning rate of AdamW" + DEFAULT)
    private double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.3",
            description = "Weight decay of AdamW" + DEFAULT)
    private double weightDecay;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All that is random follows from it" + DEFAULT)
    private long seed;

    /** Demands that all values make sense, before anything is read. */
    void check() {
        require(ranges > 0, "--ranges", ranges);
        require(mostCategories > 0, "--most-categories", mostCategories);
        for (int width : hidden) {
            require(width > 0, "--hidden", width);
        }
        require(epochs > 0, "--epochs", epochs);
        require(batchSize > 0, "--batch", batchSize);
        require(learningRate > 0 && learningRate < 1e3, "--learning-rate", learningRate);
        require(weightDecay >= 0 && weightDecay < 1e3, "--weight-decay", weightDecay);
    }

    private void require(boolean holds, String option, Object value) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", expected a positive number");
        }
    }

    int ranges() {
        return ranges;
    }

    int mostCategories() {
        return mostCategories;
    }

    int[] hidden() {
        return hidden;
    }

    int epochs() {
        return epochs;
    }

    int batchSize() {
        return batchSize;
    }

    double learningRate() {
        return learningRate;
    }

    double weightDecay() {
        return weightDecay;
    }

    long seed() {
        return seed;
    }
}
