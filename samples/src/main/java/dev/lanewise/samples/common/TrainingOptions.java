package dev.lanewise.samples.common;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options of a network and of its training that samples have in common; a sample adds its own in a
 * subclass, which is mixed into its command.
 */
public abstract class TrainingOptions {
    /** The end of a description. */
    protected static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "Widths of the hidden layers" + DEFAULT)
    private int[] hidden;

    @Option(
            names = "--epochs",
            paramLabel = "N",
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
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All that is random follows from it" + DEFAULT)
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the pictures go" + DEFAULT)
    private Path output;

    /** With the defaults that differ from sample to sample. */
    protected TrainingOptions(int[] hidden, int epochs, Path output) {
        this.hidden = hidden;
        this.epochs = epochs;
        this.output = output;
    }

    /** Refuses numbers that make no sense, before anything is loaded. */
    public void check() {
        for (int width : hidden) {
            OptionChecks.positive(spec, "--hidden", width);
        }
        OptionChecks.positive(spec, "--epochs", epochs);
        OptionChecks.positive(spec, "--batch", batchSize);
        OptionChecks.learningRate(spec, learningRate);
    }

    /** The command that the options are of. */
    protected CommandSpec spec() {
        return spec;
    }

    /** A new network of dense layers as wide as the options say, drawn from the seed. */
    public Network network(int inputs, Activation activation, int outputs) {
        NetworkBuilder layers = Network.inputs(inputs);
        try {
            for (int width : hidden) {
                layers.dense(width, activation);
            }
            return layers.dense(outputs).build(seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--hidden: " + e.getMessage(), e);
        }
    }

    /** Passes over the training rows. */
    public int epochs() {
        return epochs;
    }

    /** Rows a step. */
    public int batchSize() {
        return batchSize;
    }

    /** Learning rate of the optimizer. */
    public double learningRate() {
        return learningRate;
    }

    /** What all that is random follows from. */
    public long seed() {
        return seed;
    }

    /** The absolute path of the folder where pictures go, which is made if it is not there. */
    public Path outputFolder() throws IOException {
        return Files.createDirectories(output.toAbsolutePath().normalize());
    }
}
