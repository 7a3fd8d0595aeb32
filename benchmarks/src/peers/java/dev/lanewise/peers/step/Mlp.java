package dev.lanewise.peers.step;

import dev.lanewise.Networks;
import dev.lanewise.nn.DenseNetworks;
import dev.lanewise.nn.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A dense network and its batch: softmax cross-entropy on class indices, or mean squared error
 * where there is one output.
 *
 * @param batch rows of a step
 * @param sizes features, then the outputs of each layer
 * @param hidden the activation of all layers but the last, which has none
 */
record Mlp(int batch, List<Integer> sizes, Hidden hidden) {
    private static final List<String> NAMES = List.of(
            Networks.SMALL,
            Networks.NARROWING,
            Networks.MIDDLE,
            Networks.MIDDLE + " tanh",
            Networks.MIDDLE + " gelu",
            Networks.SQUARE,
            Networks.WIDE,
            Networks.MANY_ROWS,
            Networks.FEW_ROWS,
            Networks.TINY);

    /** The networks that steps are timed with. */
    static List<Mlp> all() {
        return NAMES.stream().map(Mlp::parse).toList();
    }

    /** The network of a name as {@link #toString} writes it. */
    static Mlp parse(String name) {
        String[] parts = name.split(" ");
        List<Integer> numbers = Arrays.stream(Networks.sizes(parts[0])).boxed().toList();
        Hidden hidden = parts.length == 1
                ? Hidden.RELU
                : Hidden.valueOf(parts[1].toUpperCase(Locale.ROOT));
        return new Mlp(numbers.getFirst(), numbers.subList(1, numbers.size()), hidden);
    }

    int layers() {
        return sizes.size() - 1;
    }

    int inputs() {
        return sizes.getFirst();
    }

    int outputs() {
        return sizes.getLast();
    }

    /** Whether its loss is the mean squared error. */
    boolean isRegression() {
        return outputs() == 1;
    }

    /** Floating-point operations of a step's matrix products. */
    double operations() {
        return Networks.stepOperations(shape());
    }

    /** Ours, with the same initial weights at every call. */
    Network build() {
        return DenseNetworks.build(shape(), hidden.ours());
    }

    /** Batch, then layer sizes, as {@link Networks} has them. */
    private String shape() {
        return batch + sizes.stream().map(size -> "-" + size).collect(Collectors.joining());
    }

    /** Batch, then layer sizes, then the activation if it is not ReLU. */
    @Override
    public String toString() {
        String activation =
                hidden == Hidden.RELU ? "" : " " + hidden.name().toLowerCase(Locale.ROOT);
        return shape() + activation;
    }
}
