package dev.lanewise.listener;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Histograms of what belongs to one layer: its parameters, or anything that is laid out as they are.
 *
 * <p>Gradients are, on the second door of a training step:
 *
 * {@snippet :
 * step.computeGradients(x, 0, targets, 0, rows);
 * LayerHistogram.of(network, step.gradients(), 40).forEach(System.out::println);
 * step.update();
 * }
 *
 * @param layer its place in {@link Network#layers}, from 0
 * @param weight of the values at its weights
 * @param bias of the values at its biases
 */
public record LayerHistogram(int layer, Histogram weight, Histogram bias) {
    /** Demands both. */
    public LayerHistogram {
        Checks.size("layer", layer);
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(bias, "bias");
    }

    /**
     * Takes the histograms of all layers, first to last.
     *
     * @param values as many as the network has parameters, and laid out as they are: {@link
     *     Network#parameters} themselves, or gradients
     * @param bins of each histogram
     */
    public static List<LayerHistogram> of(Network network, float[] values, int bins) {
        Checks.require(
                values.length == network.parameters().length,
                "length of values",
                values.length,
                network.parameters().length + ", the number of the network's parameters");
        return IntStream.range(0, network.layers().size())
                .mapToObj(i -> of(i, network.layers().get(i), values, bins))
                .toList();
    }

    private static LayerHistogram of(int index, Dense layer, float[] values, int bins) {
        int weights = layer.inputs() * layer.outputs();
        return new LayerHistogram(
                index,
                Histogram.of(values, layer.weightOffset(), weights, bins),
                Histogram.of(values, layer.biasOffset(), layer.outputs(), bins));
    }

    /** Two lines, one for the weights and one for the biases. */
    @Override
    public String toString() {
        return "layer " + layer + " weight " + weight + System.lineSeparator() + "layer " + layer
                + " bias   " + bias;
    }
}
