package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Collects the layers of a network, or of a block of it; {@link Network#inputs} begins. Each method
 * adds to this builder and returns it. A layer takes what the one before gives, so that sizes are
 * named once.
 */
public final class NetworkBuilder {
    private final int features;
    private final Sizes sizes;

    /** Whether these are the layers of a block. */
    private final boolean nested;

    private final List<Layer> layers = new ArrayList<>();

    /** Means, then deviations, of an input scaling. */
    private float[] scaling = {};

    /** How long the arrays of the network have become. */
    private static final class Sizes {
        int parameters;
        int buffers;
    }

    NetworkBuilder(int features) {
        this(features, new Sizes(), false);
    }

    private NetworkBuilder(int features, Sizes sizes, boolean nested) {
        Checks.require(features > 0, "features", features, "at least 1");
        this.features = features;
        this.sizes = sizes;
        this.nested = nested;
    }

    /** Adds a dense layer without activation, as the last one usually is. */
    public NetworkBuilder dense(int outputs) {
        return dense(outputs, Activation.IDENTITY);
    }

    /** Adds a dense layer with the initial values that suit its activation. */
    public NetworkBuilder dense(int outputs, Activation activation) {
        return dense(outputs, activation, Initializer.suitedTo(activation));
    }

    /** Adds a dense layer with a bias. */
    public NetworkBuilder dense(int outputs, Activation activation, Initializer initializer) {
        return dense(outputs, activation, initializer, true);
    }

    /**
     * Adds a dense layer.
     *
     * @param bias whether it has one; a normalization behind it makes it superfluous
     */
    public NetworkBuilder dense(
            int outputs, Activation activation, Initializer initializer, boolean bias) {
        Checks.require(outputs > 0, "outputs", outputs, "at least 1");
        int in = width();
        long size = (long) in * outputs + (bias ? outputs : 0);
        int end = fitting("number of parameters", sizes.parameters + size);
        Layer layer = new Dense(
                in, outputs, activation, initializer, sizes.parameters,
                bias ? end - outputs : Dense.NO_BIAS);
        sizes.parameters = end;
        return add(layer);
    }

    /** Adds an activation alone, for behind a normalization. */
    public NetworkBuilder activation(Activation activation) {
        return add(new ActivationLayer(width(), activation));
    }

    /** Adds a ReLU with a learned slope for each column. */
    public NetworkBuilder prelu() {
        return take(() -> new Prelu(width(), takeParameters(width())));
    }

    /**
     * Adds dropout.
     *
     * @param rate probability of 0, in [0, 1)
     */
    public NetworkBuilder dropout(double rate) {
        return add(new Dropout(width(), rate));
    }

    /** Adds layer normalization with PyTorch's epsilon, 1e-5. */
    public NetworkBuilder layerNorm() {
        return layerNorm(1e-5);
    }

    /**
     * Adds layer normalization.
     *
     * @param epsilon added to the variance, above 0
     */
    public NetworkBuilder layerNorm(double epsilon) {
        int n = width();
        return take(() -> new LayerNorm(n, epsilon, takeParameters(n), takeParameters(n)));
    }

    /** Adds batch normalization with PyTorch's epsilon, 1e-5, and momentum, 0.1. */
    public NetworkBuilder batchNorm() {
        return batchNorm(1e-5, 0.1);
    }

    /**
     * Adds batch normalization.
     *
     * @param epsilon added to the variance, above 0
     * @param momentum part of a batch in the running values, in (0, 1]
     */
    public NetworkBuilder batchNorm(double epsilon, double momentum) {
        int n = width();
        return take(
                () -> new BatchNorm(
                        n, epsilon, momentum, takeParameters(n), takeParameters(n),
                        takeBuffers(n), takeBuffers(n)));
    }

    /**
     * Adds a block of layers with a path around it: Y = F(X) + X.
     *
     * @param block adds the layers of F, which end with as many values as they begin with
     */
    public NetworkBuilder residual(UnaryOperator<NetworkBuilder> block) {
        return take(() -> {
            NetworkBuilder inner = new NetworkBuilder(width(), sizes, true);
            block.apply(inner);
            return new Residual(inner.layers);
        });
    }

    /**
     * Scales the features column by column: (x − mean)/deviation. Only a network can begin with it.
     *
     * @param mean one finite value a feature
     * @param deviation one finite value a feature, above 0; 1, with a mean of 0, leaves a column as
     *     it is
     */
    public NetworkBuilder inputScaling(double[] mean, double[] deviation) {
        requireAtStart("input scaling", layers.isEmpty());
        float[] figures = new float[2 * features];
        copy("mean", mean, figures, 0, -Float.MAX_VALUE, "finite");
        copy("deviation", deviation, figures, features, Float.MIN_NORMAL,
                "finite and at least 2^-126");
        scaling = figures;
        return addInputScaling();
    }

    /**
     * Scales the features by figures that are not known yet and come with the buffers of {@link
     * #build(long, float[], float[])}; mean 0 and deviation 1 otherwise.
     */
    public NetworkBuilder inputScaling() {
        requireAtStart("input scaling", layers.isEmpty());
        return addInputScaling();
    }

    private NetworkBuilder addInputScaling() {
        return take(
                () -> new InputScaling(
                        features, takeBuffers(features), takeBuffers(features)));
    }

    private void copy(
            String name, double[] from, float[] to, int at, float least, String expected) {
        Checks.require(
                from.length == features,
                "length of " + name,
                from.length,
                features + ", the number of features");
        for (int i = 0; i < features; i++) {
            float value = (float) from[i];
            boolean fits = value >= least && value <= Float.MAX_VALUE;
            Checks.require(fits, name + " of column " + i, from[i], expected);
            to[at + i] = value;
        }
    }

    /**
     * Looks categories up in tables of vectors, beside numbers. Only a network can begin with it,
     * or go on with it after its input scaling.
     *
     * @param columns the categorical columns, ascending
     */
    public NetworkBuilder embedding(Embedding.Column... columns) {
        requireAtStart(
                "an embedding", layers.stream().allMatch(InputScaling.class::isInstance));
        long size = Arrays.stream(columns).mapToLong(Embedding.Column::tableSize).sum();
        Embedding layer = new Embedding(width(), List.of(columns), sizes.parameters);
        takeParameters(size);
        return add(layer);
    }

    private void requireAtStart(String what, boolean atStart) {
        if (nested || !atStart) {
            throw new IllegalStateException(
                    what + (nested ? " is in a block" : " comes after " + layers)
                            + ", expected it where the network begins");
        }
    }

    /** The layers so far. */
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** The network with initial values drawn from the seed, a stream for each layer. */
    public Network build(long seed) {
        requireWhole();
        float[] parameters = new float[sizes.parameters];
        float[] buffers = new float[sizes.buffers];
        new InitialValues(parameters, buffers, seed).fill(layers);
        System.arraycopy(scaling, 0, buffers, 0, scaling.length);
        return new Network(layers, parameters, buffers, seed);
    }

    /**
     * The network with values that are there already: what another training has come to.
     *
     * @param seed that of dropout
     * @param parameters in the order of the layers: the array itself, not a copy
     * @param buffers likewise
     * @throws IllegalArgumentException where an array has not as many values as the layers need
     */
    public Network build(long seed, float[] parameters, float[] buffers) {
        requireWhole();
        Checks.require(
                parameters.length == sizes.parameters, "length of parameters", parameters.length,
                sizes.parameters + ", those of the layers");
        Checks.require(
                buffers.length == sizes.buffers, "length of buffers", buffers.length,
                sizes.buffers + ", those of the layers");
        return new Network(layers, parameters, buffers, seed);
    }

    private void requireWhole() {
        if (nested) {
            throw new IllegalStateException(
                    "build called for a block, expected it for the network that the block is in");
        }
        Checks.require(!layers.isEmpty(), "number of layers", 0, "at least 1");
    }

    private NetworkBuilder add(Layer layer) {
        layers.add(layer);
        return this;
    }

    /** Adds a layer that takes places in the arrays; a refused one gives them back. */
    private NetworkBuilder take(Supplier<Layer> layer) {
        int parameters = sizes.parameters;
        int buffers = sizes.buffers;
        try {
            return add(layer.get());
        } catch (RuntimeException e) {
            sizes.parameters = parameters;
            sizes.buffers = buffers;
            throw e;
        }
    }

    /** Columns of the last layer's outputs. */
    private int width() {
        return layers.isEmpty() ? features : layers.getLast().outputs();
    }

    private int takeParameters(long count) {
        int offset = sizes.parameters;
        sizes.parameters = fitting("number of parameters", offset + count);
        return offset;
    }

    private int takeBuffers(int count) {
        int offset = sizes.buffers;
        sizes.buffers = fitting("number of buffered values", offset + (long) count);
        return offset;
    }

    private static int fitting(String name, long size) {
        Checks.require(
                size <= Checks.LARGEST_ARRAY,
                name,
                size,
                "at most " + Checks.LARGEST_ARRAY + ", as they are one array");
        return (int) size;
    }
}
