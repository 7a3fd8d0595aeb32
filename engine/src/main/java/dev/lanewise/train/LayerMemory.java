package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import java.util.List;

/**
 * Where a step keeps what its layers compute for the largest batch: outputs, and their gradients.
 */
final class LayerMemory {
    private final int maxRows;
    private final float[] activations;
    /** Where layer i keeps its outputs Y, and Z: the same place unless the derivative needs Z. */
    private final int[] yAt;

    private final int[] zAt;
    /** Two halves, in turn: gradient of a layer's outputs, gradient of its inputs. */
    private final float[] activationGradients;

    LayerMemory(Network network, int maxRows) {
        Checks.require(maxRows > 0, "maxRows", maxRows, "at least 1");
        List<Dense> layers = network.layers();
        this.maxRows = maxRows;
        this.yAt = new int[layers.size()];
        this.zAt = new int[layers.size()];
        this.activations = new float[layOut(layers)];
        this.activationGradients = new float[size(2L * maxRows * network.widestOutput())];
    }

    private int layOut(List<Dense> layers) {
        long end = 0;
        for (int i = 0; i < layers.size(); i++) {
            long size = (long) maxRows * layers.get(i).outputs();
            zAt[i] = size(end);
            yAt[i] = zAt[i];
            end += size;
            if (layers.get(i).activation().derivativeNeedsInput()) {
                yAt[i] = size(end);
                end += size;
            }
        }
        return size(end);
    }

    private int size(long floats) {
        Checks.require(
                floats <= Checks.LARGEST_ARRAY,
                "maxRows",
                maxRows,
                "so few that no array needs more than " + Checks.LARGEST_ARRAY
                        + " floats; this needs " + floats);
        return (int) floats;
    }

    /** The largest batch. */
    int maxRows() {
        return maxRows;
    }

    /** Y and Z of all layers. */
    float[] activations() {
        return activations;
    }

    /** Where a layer's Y starts: {@code rows × outputs}. */
    int yAt(int layer) {
        return yAt[layer];
    }

    /** Where a layer's Z starts: that of its Y, unless the derivative of its activation needs Z. */
    int zAt(int layer) {
        return zAt[layer];
    }

    /** dZ of two neighbouring layers. */
    float[] activationGradients() {
        return activationGradients;
    }

    /** Where a layer's dZ starts. */
    int gradientAt(int layer) {
        return (layer & 1) * (activationGradients.length / 2);
    }
}
