package dev.lanewise.nn;

import dev.lanewise.Networks;
import dev.lanewise.kernel.Activation;

/** Networks of the engine, built by their names. */
public final class DenseNetworks {
    private DenseNetworks() {}

    /**
     * A network of {@link Networks} with the same initial weights at every call.
     *
     * @param hidden between its layers; the last one has none
     */
    public static Network build(String network, Activation hidden) {
        int[] sizes = Networks.sizes(network);
        NetworkBuilder builder = Network.inputs(sizes[1]);
        for (int i = 2; i < sizes.length - 1; i++) {
            builder.dense(sizes[i], hidden);
        }
        return builder.dense(sizes[sizes.length - 1]).build(1);
    }
}
