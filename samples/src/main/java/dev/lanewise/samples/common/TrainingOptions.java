package dev.lanewise.samples.common;

import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.OneCycle;
import dev.lanewise.train.Trainer;
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

    /** Of the moving average, what stays in each update: it reaches back some 1,000 of them. */
    private static final double AVERAGING = 0.999;

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
            description = "Rows a step" + DEFAULT)
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.003",
            description = "Highest learning rate of AdamW; it rises, then falls to almost 0"
                    + DEFAULT)
    private double learningRate;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description = "Probability of 0 behind each hidden layer" + DEFAULT)
    private double dropout;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of the training; the result is the same for any number"
                    + DEFAULT)
    private int threads;

    @Option(
            names = "--find-rate",
            description = "Trains for some batches with a growing learning rate instead, and draws"
                    + " the loss over it.")
    private boolean findRate;

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
    protected TrainingOptions(
            int[] hidden, double dropout, int epochs, int batchSize, Path output) {
        this.hidden = hidden;
        this.dropout = dropout;
        this.epochs = epochs;
        this.batchSize = batchSize;
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
        OptionChecks.positive(spec, "--threads", threads);
        OptionChecks.share(spec, "--dropout", dropout);
    }

    /** The command that the options are of. */
    protected CommandSpec spec() {
        return spec;
    }

    /**
     * A new network, drawn from the seed: the given first layers, then hidden ones as wide as the
     * options say, each with dropout behind it if there shall be any.
     */
    public Network network(NetworkBuilder layers, int outputs) {
        try {
            for (int width : hidden) {
                addHidden(layers, width);
                if (dropout > 0) {
                    layers.dropout(dropout);
                }
            }
            return layers.dense(outputs).build(seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--hidden: " + e.getMessage(), e);
        }
    }

    /** Adds a hidden layer, without dropout. */
    protected abstract void addHidden(NetworkBuilder layers, int width);

    /**
     * A training as the options say: AdamW, a learning rate that rises over the first updates and
     * then falls to almost 0 ({@link OneCycle}), and the moving average of the weights, which each
     * batch pulls its own way.
     *
     * @param weightDecay of AdamW
     * @param rows to be trained on
     */
    public Trainer trainer(Network network, Loss loss, double weightDecay, int rows) {
        return Trainer.of(network, loss, AdamW.of(learningRate).withWeightDecay(weightDecay))
                .withEpochs(epochs)
                .withBatchSize(Math.min(batchSize, rows))
                .withSeed(seed)
                .withThreads(threads)
                .withSchedule(OneCycle::of)
                .withAveraging(AVERAGING);
    }

    /** Passes over the training rows. */
    public int epochs() {
        return epochs;
    }

    /** Rows a step. */
    public int batchSize() {
        return batchSize;
    }

    /** Whether to look for a learning rate in the place of the training. */
    public boolean findsRate() {
        return findRate;
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
