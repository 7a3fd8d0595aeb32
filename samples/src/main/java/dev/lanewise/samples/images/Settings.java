package dev.lanewise.samples.images;

import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.samples.common.OptionChecks;
import dev.lanewise.samples.common.TrainingOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of the network and its training. */
final class Settings extends TrainingOptions {
    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            converter = ActivationByName.class,
            description = "Activation of the hidden layers: elu, gelu, hard-swish, leaky-relu, mish,"
                    + " relu, relu6, selu, sigmoid, silu, softplus, softsign or tanh"
                    + DEFAULT)
    private Activation activation;

    @Option(
            names = "--label-smoothing",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "Share of each label that goes to all classes alike" + DEFAULT)
    private double labelSmoothing;

    Settings() {
        super(new int[] {512, 256}, 0.3, 12, 256, Path.of("target", "sample-02"));
    }

    @Override
    public void check() {
        super.check();
        OptionChecks.share(spec(), "--label-smoothing", labelSmoothing);
    }

    /** Batch normalization shifts its columns itself, so the dense layer before has no bias. */
    @Override
    protected void addHidden(NetworkBuilder layers, int width) {
        layers.dense(width, Activation.IDENTITY, Initializer.suitedTo(activation), false)
                .batchNorm()
                .activation(activation);
    }

    /** Softmax cross-entropy, which asks for no more certainty than the smoothed labels have. */
    Loss loss() {
        return SoftmaxCrossEntropy.ofClassIndices().withLabelSmoothing(labelSmoothing);
    }

    /** Looks up the activations that suit a hidden layer. */
    private static final class ActivationByName implements ITypeConverter<Activation> {
        private static final Map<String, Activation> NAMES =
                new TreeMap<>(Map.ofEntries(
                        Map.entry("elu", Activation.ELU),
                        Map.entry("gelu", Activation.GELU),
                        Map.entry("hard-swish", Activation.HARD_SWISH),
                        Map.entry("leaky-relu", Activation.LEAKY_RELU),
                        Map.entry("mish", Activation.MISH),
                        Map.entry("relu", Activation.RELU),
                        Map.entry("relu6", Activation.RELU6),
                        Map.entry("selu", Activation.SELU),
                        Map.entry("sigmoid", Activation.SIGMOID),
                        Map.entry("silu", Activation.SILU),
                        Map.entry("softplus", Activation.SOFTPLUS),
                        Map.entry("softsign", Activation.SOFTSIGN),
                        Map.entry("tanh", Activation.TANH)));

        @Override
        public Activation convert(String name) {
            Activation found = NAMES.get(name.toLowerCase(Locale.ROOT));
            if (found == null) {
                throw new TypeConversionException(
                        "expected one of " + String.join(", ", NAMES.keySet()) + ", but was '"
                                + name + "'");
            }
            return found;
        }
    }
}
