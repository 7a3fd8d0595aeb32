package dev.lanewise.nn;

import dev.lanewise.Lanewise;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A feed-forward network: its layers in order and one flat array of all their parameters.
 *
 * <p>The description does not change after construction. The parameters do: a training step updates
 * the array in place, so a network must not be read while a step of it runs.
 *
 * {@snippet :
 * Network network = Network.inputs(784)
 *         .dense(512, Activation.RELU)
 *         .dense(10)
 *         .build(42);
 * }
 */
public final class Network {
    private final List<Dense> layers;
    private final float[] parameters;

    private Network(List<Dense> layers, float[] parameters) {
        this.layers = List.copyOf(layers);
        this.parameters = parameters;
    }

    /** Starts the description of a network whose rows have so many features. */
    public static Builder inputs(int features) {
        Checks.require(features > 0, "features", features, "at least 1");
        return new Builder(features);
    }

    /** The layers, first to last. */
    public List<Dense> layers() {
        return layers;
    }

    /** Features of an input row. */
    public int inputs() {
        return layers.getFirst().inputs();
    }

    /** Values of an output row. */
    public int outputs() {
        return layers.getLast().outputs();
    }

    /** The widest row between two layers, outputs included. */
    public int widestOutput() {
        return layers.stream().mapToInt(Dense::outputs).max().orElseThrow();
    }

    /** All parameters: the array itself, not a copy. */
    public float[] parameters() {
        return parameters;
    }

    /** A network of the same shape with a copy of the parameters as they are now. */
    public Network copy() {
        return new Network(layers, parameters.clone());
    }

    /**
     * A predictor with a copy of the parameters as they are now and the kernels of
     * {@link Lanewise#kernels()}; to be called between steps of training.
     */
    public Predictor predictor() {
        return predictor(Lanewise.kernels());
    }

    /** A predictor with given kernels, which any thread that predicts may ask for instances. */
    public Predictor predictor(Kernels kernels) {
        Objects.requireNonNull(kernels, "kernels");
        return new Predictor(this, kernels);
    }

    /**
     * Outputs for rows of features; copies all parameters, so {@link Predictor} is for many calls.
     *
     * @param features whole rows, one after the other
     * @return {@code rows × outputs}; logits where the network was trained on a cross-entropy
     */
    public float[] predict(float[] features) {
        Objects.requireNonNull(features, "features");
        Checks.require(
                features.length % inputs() == 0,
                "length of features",
                features.length,
                "a multiple of the network's " + inputs() + " inputs");
        int rows = features.length / inputs();
        float[] outputs = new float[Math.multiplyExact(rows, outputs())];
        predictor().predict(outputs, 0, features, 0, rows);
        return outputs;
    }

    /** A table of the layers: shape, activation, number of parameters. */
    public String summary() {
        try (Formatter table = new Formatter(Locale.ROOT)) {
            table.format("%-3s  %-6s  %14s  %-22s  %12s%n", "#", "layer", "in × out", "activation",
                    "parameters");
            for (int i = 0; i < layers.size(); i++) {
                Dense layer = layers.get(i);
                String shape = layer.inputs() + " × " + layer.outputs();
                String activation = name(layer.activation());
                table.format("%-3d  %-6s  %14s  %-22s  %,12d%n", i + 1, "dense", shape, activation,
                        layer.parameterCount());
            }
            return table.format("%-3s  %-6s  %14s  %-22s  %,12d%n", "", "", "", "all",
                    parameters.length).toString();
        }
    }

    private static String name(Activation activation) {
        String record = activation.toString();
        return record.endsWith("[]") ? record.substring(0, record.length() - 2) : record;
    }

    /** Collects the layers of a network. */
    public static final class Builder {
        private final int features;
        private final List<Dense> layers = new ArrayList<>();
        private long parameterCount;

        private Builder(int features) {
            this.features = features;
        }

        /** Adds a dense layer without activation, as the last one usually is. */
        public Builder dense(int outputs) {
            return dense(outputs, Activation.IDENTITY);
        }

        /** Adds a dense layer with the initial values that suit its activation. */
        public Builder dense(int outputs, Activation activation) {
            return dense(outputs, activation, Initializer.suitedTo(activation));
        }

        /** Adds a dense layer. */
        public Builder dense(int outputs, Activation activation, Initializer initializer) {
            int inputs = layers.isEmpty() ? features : layers.getLast().outputs();
            Checks.require(outputs > 0, "outputs", outputs, "at least 1");
            long bias = parameterCount + (long) inputs * outputs;
            Checks.require(
                    bias + outputs <= Checks.LARGEST_ARRAY,
                    "number of parameters",
                    bias + outputs,
                    "at most " + Checks.LARGEST_ARRAY + ", as they are one array");
            layers.add(
                    new Dense(
                            inputs,
                            outputs,
                            activation,
                            initializer,
                            (int) parameterCount,
                            (int) bias));
            parameterCount = bias + outputs;
            return this;
        }

        /** The network with initial values drawn from the seed, a stream for each layer. */
        public Network build(long seed) {
            Checks.require(!layers.isEmpty(), "number of layers", 0, "at least 1");
            float[] parameters = new float[(int) parameterCount];
            RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INITIAL_WEIGHTS);
            for (int i = 0; i < layers.size(); i++) {
                Dense layer = layers.get(i);
                layer.initializer()
                        .fill(
                                parameters,
                                layer.weightOffset(),
                                layer.inputs(),
                                layer.outputs(),
                                random.stream(i));
            }
            return new Network(layers, parameters);
        }
    }
}
