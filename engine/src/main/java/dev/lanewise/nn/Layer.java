package dev.lanewise.nn;

import java.util.List;

/**
 * A layer of a {@link Network}: sizes, settings, and where its parameters lie. Descriptions only;
 * passes of the network compute them.
 *
 * <p>Each maps rows of {@link #inputs} values to rows of {@link #outputs}; its Javadoc has the
 * formulas, forward and backward.
 */
public sealed interface Layer
        permits
        Dense,
        ActivationLayer,
        Prelu,
        Dropout,
        LayerNorm,
        BatchNorm,
        Residual,
        InputScaling,
        Embedding {
    /** Columns of X. */
    int inputs();

    /** Columns of Y. */
    int outputs();

    /**
     * Its parameters, in the order in which they lie in the network's array, with the names that
     * PyTorch gives them; empty where nothing is learned.
     */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Values that belong to the layer but are not learned by gradients, in the network's second
     * array, {@link Network#buffers()}; named as PyTorch does.
     */
    default List<Parameter> buffers() {
        return List.of();
    }

    /** Number of its parameters. */
    default int parameterCount() {
        int count = 0;
        for (Parameter parameter : parameters()) {
            count += parameter.size();
        }
        return count;
    }
}
