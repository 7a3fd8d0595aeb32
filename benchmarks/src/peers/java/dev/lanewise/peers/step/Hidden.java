package dev.lanewise.peers.step;

import dev.lanewise.kernel.Activation;

/** The activation between the layers of a network. */
enum Hidden {
    RELU(Activation.RELU),
    TANH(Activation.TANH),
    /** With the error function, not its approximation. */
    GELU(Activation.GELU);

    private final Activation ours;

    Hidden(Activation ours) {
        this.ours = ours;
    }

    /** Ours of that name. */
    Activation ours() {
        return ours;
    }
}
