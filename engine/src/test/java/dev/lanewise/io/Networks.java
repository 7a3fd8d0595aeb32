package dev.lanewise.io;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.InputScaling;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import java.util.List;

/** Networks with layers of every kind, and features to suit. */
final class Networks {
    static final int INPUTS = 5;

    private Networks() {}

    static final List<Activation> ACTIVATIONS =
            List.of(
                    Activation.IDENTITY, Activation.RELU, new Activation.LeakyRelu(0.3f),
                    Activation.RELU6, new Activation.Elu(0.7f), Activation.SELU,
                    new Activation.Celu(1.3f), Activation.SIGMOID, Activation.TANH,
                    Activation.SOFTSIGN, Activation.HARD_SIGMOID, Activation.HARD_SWISH,
                    Activation.GELU, Activation.GELU_TANH, Activation.SILU, Activation.MISH,
                    Activation.SOFTPLUS, Activation.LOG_SIGMOID);

    /** A network for each of a few ways to begin, which together have all kinds of layers. */
    static List<Network> all() {
        double[] mean = {0.5, -1, 0, 2, 0};
        double[] deviation = {2, 0.5, 1, 3, 1};
        return List.of(
                noisy(Network.inputs(INPUTS).dense(1)),
                noisy(everyActivation()),
                noisy(
                        Network.inputs(INPUTS).inputScaling(mean, deviation)
                                .embedding(
                                        new Embedding.Column(2, 3, 4),
                                        new Embedding.Column(4, 7, 2))
                                .dense(6, Activation.RELU, Initializer.LECUN_UNIFORM, false)
                                .batchNorm(1e-3, 0.2).prelu().dropout(0.25)
                                .residual(
                                        b -> b.layerNorm(1e-4).dense(9, Activation.SILU)
                                                .residual(c -> c.activation(Activation.TANH))
                                                .dense(6).batchNorm())
                                .dense(3)));
    }

    private static NetworkBuilder everyActivation() {
        NetworkBuilder builder = Network.inputs(INPUTS);
        Initializer[] initializers = Initializer.values();
        int i = 0;
        for (Activation activation : ACTIVATIONS) {
            builder.dense(3, activation, initializers[i++ % initializers.length]);
        }
        return builder;
    }

    /** All values away from their initial ones, as after a training. */
    static Network noisy(NetworkBuilder builder) {
        Network network = builder.build(Long.MIN_VALUE + 77);
        add(network.parameters(), 0, 5);
        // categories must come through a scaling as they are
        boolean scaled = network.layers().getFirst() instanceof InputScaling;
        add(network.buffers(), scaled ? 2 * INPUTS : 0, 6);
        return network;
    }

    private static void add(float[] values, int from, long seed) {
        float[] noise = Slice.random(seed, values.length, 0.2f).values();
        for (int i = from; i < values.length; i++) {
            values[i] += noise[i];
        }
    }

    /** Columns 2 and 4 are categories. */
    static float[] features(int rows) {
        float[] x = Slice.random(8, rows * INPUTS, 2).values();
        for (int r = 0; r < rows; r++) {
            x[r * INPUTS + 2] = r % 3;
            x[r * INPUTS + 4] = r % 7;
        }
        return x;
    }
}
