package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.nn.Network;

/**
 * Finds where the numbers of a batch first were not finite, for the message of the error that ends
 * a training: the weights are those before the batch, and its outputs are still there.
 */
final class NonFinite {
    private final Network network;
    private final TrainingStep step;

    NonFinite(Network network, TrainingStep step) {
        this.network = network;
        this.step = step;
    }

    /** The error of a loss that is not finite. */
    NonFiniteException loss(Batches data, int epoch, int batch) {
        String forward = forward(data);
        String cause =
                forward.isEmpty()
                        ? "features, parameters and outputs of all layers are finite, so the loss"
                                + " itself overflowed"
                        : forward;
        return error("loss is " + step.lossSum(), epoch, batch, cause);
    }

    /** The error of gradients whose norm is not finite though the loss is. */
    NonFiniteException gradients(double norm, Batches data, int epoch, int batch) {
        String forward = forward(data);
        String cause = forward.isEmpty() ? backward() : forward;
        return error("norm of the gradients is " + norm, epoch, batch, cause);
    }

    private NonFiniteException error(String what, int epoch, int batch, String cause) {
        String advice =
                epoch == 1 && batch == 1
                        ? "check the targets and the network's parameters"
                        : "try a smaller learning rate than " + step.learningRate();
        return new NonFiniteException(
                "the " + what + " in batch " + batch + " of epoch " + epoch
                        + ", before its update: " + cause + "; " + advice);
    }

    /** What was not finite first on the way to the loss; empty where all was. */
    private String forward(Batches data) {
        int feature = first(data.features(), 0, data.rows() * network.inputs());
        if (feature >= 0) {
            return place("feature", data.features(), feature, network.inputs());
        }
        int parameter = first(network.parameters(), 0, network.parameters().length);
        if (parameter >= 0) {
            return "a parameter of layer " + (layerOf(parameter) + 1) + " is "
                    + network.parameters()[parameter];
        }
        for (int i = 0; i < network.layers().size(); i++) {
            float[] outputs = step.outputs(i, data.rows());
            int output = first(outputs, 0, outputs.length);
            if (output >= 0) {
                return "features and parameters are finite, and layer " + (i + 1)
                        + " is the first whose outputs are not: "
                        + place("output", outputs, output, outputs.length / data.rows());
            }
        }
        return "";
    }

    private static String place(String name, float[] values, int i, int columns) {
        return name + " " + i % columns + " of row " + i / columns + " of the batch is "
                + values[i];
    }

    /** The layer nearest to the loss whose gradients are not finite; there is one. */
    private String backward() {
        float[] gradients = step.gradients();
        int end = gradients.length;
        for (int i = network.layers().size() - 1;; i--) {
            int start = end - network.layers().get(i).parameterCount();
            int gradient = first(gradients, start, end - start);
            if (gradient >= 0) {
                return "outputs of all layers are finite, and layer " + (i + 1)
                        + " is the first, from the loss back, with a gradient that is not: "
                        + gradients[start + gradient];
            }
            end = start;
        }
    }

    private int layerOf(int parameter) {
        int layer = 0;
        for (int end = 0;; layer++) {
            end += network.layers().get(layer).parameterCount();
            if (parameter < end) {
                return layer;
            }
        }
    }

    /** Where the first of n values that is not finite lies, from 0; -1 where there is none. */
    private static int first(float[] values, int from, int n) {
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(values[from + i])) {
                return i;
            }
        }
        return -1;
    }
}
