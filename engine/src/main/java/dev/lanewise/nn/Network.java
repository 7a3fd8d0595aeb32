package dev.lanewise.nn;

import dev.lanewise.Lanewise;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Layer> layers;
    private final float[] parameters;
    private final float[] buffers;
    private final long seed;

    Network(List<Layer> layers, float[] parameters, float[] buffers, long seed) {
        this.layers = List.copyOf(layers);
        this.parameters = parameters;
        this.buffers = buffers;
        this.seed = seed;
    }

    /** Starts the description of a network whose rows have so many features. */
    public static NetworkBuilder inputs(int features) {
        return new NetworkBuilder(features);
    }

    /** The layers, first to last. */
    public List<Layer> layers() {
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

    /** All parameters: the array itself, not a copy. */
    public float[] parameters() {
        return parameters;
    }

    /**
     * All values that belong to the network but are not learned by gradients, such as the running
     * statistics of a {@link BatchNorm}: the array itself, not a copy.
     */
    public float[] buffers() {
        return buffers;
    }

    /** The seed of its initial values, and of the masks of its dropout. */
    public long seed() {
        return seed;
    }

    /**
     * All parameters in their order, each with the position of its layer in front of its name, from
     * 0 on: {@code 0.weight}, as in PyTorch's {@code Sequential}.
     */
    public List<Parameter> namedParameters() {
        List<Parameter> named = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            addNamed(named, i, layers.get(i).parameters());
        }
        return List.copyOf(named);
    }

    /** The buffers, named likewise. */
    public List<Parameter> namedBuffers() {
        List<Parameter> named = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            addNamed(named, i, layers.get(i).buffers());
        }
        return List.copyOf(named);
    }

    private static void addNamed(List<Parameter> to, int layer, List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            to.add(parameter.in(Integer.toString(layer)));
        }
    }

    /** A network of the same shape with a copy of parameters and buffers as they are now. */
    public Network copy() {
        return new Network(layers, parameters.clone(), buffers.clone(), seed);
    }

    /**
     * A predictor with a copy of the parameters as they are now and the kernels of
     * {@link Lanewise#kernels()}; to be called between steps of training.
     */
    public Predictor predictor() {
        return predictor(Lanewise.kernels());
    }

    /** The same, which gives probabilities instead of logits, or their logarithms. */
    public Predictor predictor(OutputTransform transform) {
        return predictor(transform, Lanewise.kernels());
    }

    /** A predictor with given kernels, which any thread that predicts may ask for instances. */
    public Predictor predictor(Kernels kernels) {
        return predictor(OutputTransform.NONE, kernels);
    }

    /** A predictor with given kernels that transforms the outputs. */
    public Predictor predictor(OutputTransform transform, Kernels kernels) {
        Objects.requireNonNull(transform, "transform");
        Objects.requireNonNull(kernels, "kernels");
        return new Predictor(this, kernels, transform);
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

    /**
     * Demands that features are what the first layers can take: in the categorical columns of an
     * {@link Embedding}, indices of categories. Predictors and training steps do it by themselves;
     * this is for all data at once, before a training.
     *
     * @param features {@code rows × inputs()}
     * @throws IllegalArgumentException with row, column, value and range
     */
    public void checkFeatures(float[] features, int offset, int rows) {
        Checks.size("rows", rows);
        Checks.slice("features", features, offset, (long) rows * inputs());
        Embeddings.checkFeatures(layers, buffers, features, offset, rows);
    }

    /** A table of the layers: kind, shape, settings, number of parameters. */
    public String summary() {
        return NetworkSummary.of(this);
    }
}
