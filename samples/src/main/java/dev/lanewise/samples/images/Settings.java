package dev.lanewise.samples.images;

import dev.lanewise.kernel.Activation;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options of the network and its training. */
final class Settings {
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            defaultValue = "512,256",
            description = "Widths of the hidden layers" + DEFAULT)
    private int[] hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            converter = ActivationByName.class,
            description = "Activation of the hidden layers: elu, gelu, relu, sigmoid, silu or tanh"
                    + DEFAULT)
    private Activation activation;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "12",
            description = "Passes over the training images" + DEFAULT)
    private int epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "128",
            description = "Images a step" + DEFAULT)
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
            defaultValue = "target/sample-02",
            description = "Where the pictures go" + DEFAULT)
    private Path output;

    /** Refuses numbers that make no sense, before anything is loaded. */
    void check() {
        for (int width : hidden) {
            require(width > 0, "--hidden", width);
        }
        require(epochs > 0, "--epochs", epochs);
        require(batchSize > 0, "--batch", batchSize);
        require(learningRate > 0 && learningRate < 1e3, "--learning-rate", learningRate);
    }

    private void require(boolean holds, String option, Object value) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", expected a positive number");
        }
    }

    int[] hidden() {
        return hidden;
    }

    Activation activation() {
        return activation;
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

    long seed() {
        return seed;
    }

    Path output() {
        return output;
    }

    /** Looks up the activations that suit a hidden layer. */
    private static final class ActivationByName implements ITypeConverter<Activation> {
        private static final Map<String, Activation> NAMES =
                new TreeMap<>(
                        Map.of(
                                "elu", Activation.ELU,
                                "gelu", Activation.GELU,
                                "relu", Activation.RELU,
                                "sigmoid", Activation.SIGMOID,
                                "silu", Activation.SILU,
                                "tanh", Activation.TANH));

        @Override
        public Activation convert(String name) {
            Activation found = NAMES.get(name);
            if (found == null) {
                throw new TypeConversionException(
                        "expected one of " + String.join(", ", NAMES.keySet()) + ", but was '"
                                + name + "'");
            }
            return found;
        }
    }
}
