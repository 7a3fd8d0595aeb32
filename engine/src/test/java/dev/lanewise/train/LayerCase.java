package dev.lanewise.train;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The layers of a network between its features and its last layer, and features to suit. */
record LayerCase(String name, UnaryOperator<NetworkBuilder> layers) {
    private static final int INPUTS = 7;

    @Override
    public String toString() {
        return name;
    }

    /** Networks of all kinds of layers, at all kinds of places. */
    static Stream<LayerCase> all() {
        double[] mean = {0.5, -1, 0, 2, 0, 0.25, 0};
        double[] deviation = {2, 0.5, 1, 3, 1, 1.5, 1};
        Initializer he = Initializer.HE_UNIFORM;
        Embedding.Column third = new Embedding.Column(2, 3, 4);
        Embedding.Column last = new Embedding.Column(6, 40, 2);
        return Stream.of(
                new LayerCase("no bias", b -> b.dense(5, Activation.TANH, he, false)),
                new LayerCase("activation alone", b -> b.dense(5).activation(Activation.SILU)),
                new LayerCase(
                        "activations in a row",
                        b -> b.dense(5, Activation.TANH).activation(Activation.SIGMOID)
                                .activation(Activation.GELU)),
                new LayerCase("activation first", b -> b.activation(Activation.TANH)),
                new LayerCase("activation of X first", b -> b.activation(Activation.GELU)),
                new LayerCase(
                        "activation of X in a block first",
                        b -> b.residual(f -> f.dropout(0.2).activation(Activation.SILU))
                                .dense(5)),
                new LayerCase("PReLU", b -> b.dense(19).prelu().dense(5).prelu()),
                new LayerCase("PReLU first", NetworkBuilder::prelu),
                new LayerCase("layer norm", b -> b.dense(19, Activation.TANH).layerNorm()),
                new LayerCase("layer norm first", b -> b.layerNorm(0.1).dense(5, Activation.TANH)),
                new LayerCase(
                        "batch norm",
                        b -> b.dense(19, Activation.IDENTITY, he, false).batchNorm()
                                .activation(Activation.TANH)),
                new LayerCase("batch norm first", NetworkBuilder::batchNorm),
                new LayerCase("dropout", b -> b.dense(19, Activation.TANH).dropout(0.4)),
                new LayerCase("dropout first", b -> b.dropout(0.5).dense(6, Activation.TANH)),
                new LayerCase(
                        "dropout behind a norm",
                        b -> b.dense(6).layerNorm().dropout(0.2).batchNorm()),
                new LayerCase(
                        "residual",
                        b -> b.dense(6, Activation.TANH)
                                .residual(f -> f.dense(9, Activation.TANH).dense(6))),
                new LayerCase(
                        "residual first",
                        b -> b.residual(f -> f.dense(INPUTS, Activation.SIGMOID)).prelu()),
                new LayerCase(
                        "residual in residual",
                        b -> b.dense(6).residual(
                                f -> f.layerNorm().dense(6, Activation.SILU)
                                        .residual(g -> g.activation(Activation.TANH)
                                                .dense(4).dropout(0.3).dense(6)))),
                new LayerCase(
                        "scaling",
                        b -> b.inputScaling(mean, deviation).dense(5, Activation.TANH)),
                new LayerCase("scaling and norm", b -> b.inputScaling(mean, deviation).layerNorm()),
                new LayerCase("embedding", b -> b.embedding(third, last).dense(5, Activation.TANH)),
                new LayerCase(
                        "scaling and embedding",
                        b -> b.inputScaling(mean, deviation).embedding(third, last)
                                .dense(9, Activation.TANH).batchNorm().dropout(0.1)));
    }

    /** The network, its parameters away from zeros and ones. */
    Network network(int outputs) {
        Network network = layers.apply(Network.inputs(INPUTS)).dense(outputs).build(11);
        float[] noise = Slice.random(12, network.parameters().length, 0.3f).values();
        for (int i = 0; i < noise.length; i++) {
            network.parameters()[i] += noise[i];
        }
        return network;
    }

    /** Columns 2 and 6 are categories where the network has an embedding. */
    float[] features(int rows) {
        float[] x = Slice.random(13, rows * INPUTS, 1.5f).values();
        if (network(1).layers().stream().anyMatch(Embedding.class::isInstance)) {
            for (int r = 0; r < rows; r++) {
                x[r * INPUTS + 2] = r % 3;
                x[r * INPUTS + 6] = r % 4 * 13;
            }
        }
        return x;
    }
}
