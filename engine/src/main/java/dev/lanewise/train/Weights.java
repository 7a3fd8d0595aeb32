package dev.lanewise.train;

import dev.lanewise.nn.Network;

/** What training has made of a network, carried to another of the same shape. */
final class Weights {
    private Weights() {}

    /** Overwrites all that is learned, and what is kept beside it. */
    static void copy(Network from, Network to) {
        float[] parameters = from.parameters();
        System.arraycopy(parameters, 0, to.parameters(), 0, parameters.length);
        copyBuffers(from, to);
    }

    /** Overwrites running statistics and the like. */
    static void copyBuffers(Network from, Network to) {
        float[] buffers = from.buffers();
        System.arraycopy(buffers, 0, to.buffers(), 0, buffers.length);
    }
}
