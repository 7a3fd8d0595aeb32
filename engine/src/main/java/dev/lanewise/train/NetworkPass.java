package dev.lanewise.train;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.nn.DensePass;
import dev.lanewise.nn.Network;

/**
 * A network's layers in order, forward, and in reverse, backward, with the memory between them: one
 * batch at a time.
 */
final class NetworkPass {
    private final Network network;
    private final LayerMemory memory;
    private final DensePass[] layers;
    private final int last;

    /** Gradient of the biases that are just being updated. */
    private final float[] dB;

    /** Features of the batch, until they are let go. */
    private float[] x;
    private int xOffset;
    private int rows;

    NetworkPass(Network network, LayerMemory memory, Kernels kernels, Sgemm sgemm) {
        this.network = network;
        this.memory = memory;
        this.layers =
                network.layers()
                        .stream()
                        .map(layer -> new DensePass(layer, kernels, sgemm))
                        .toArray(DensePass[]::new);
        this.last = layers.length - 1;
        this.dB = new float[network.widestOutput()];
    }

    /** Y of all layers. */
    void forward(float[] x, int xOffset, int rows) {
        this.x = x;
        this.xOffset = xOffset;
        this.rows = rows;
        float[] values = memory.activations();
        for (int i = 0; i <= last; i++) {
            layers[i].forward(
                    values, memory.yAt(i), values, memory.zAt(i), inputs(i), inputsAt(i),
                    network.parameters(), rows);
        }
    }

    /**
     * From the last layer to the first, each one's parameters updated as soon as the gradient of
     * its inputs was taken; the gradient of the outputs lies in the memory.
     */
    void backwardAndUpdate(UpdateKernel updateKernel, float[] state) {
        outputGradient();
        for (int i = last; i >= 0; i--) {
            if (i > 0) {
                gradientOfInputs(i);
            }
            layers[i].update(
                    updateKernel, network.parameters(), state, dB, memory.activationGradients(),
                    memory.gradientAt(i), inputs(i), inputsAt(i), rows);
        }
    }

    /** The same, the gradients of all parameters put into an array, or added to it. */
    void backward(float[] gradients, boolean accumulate) {
        outputGradient();
        for (int i = last; i >= 0; i--) {
            layers[i].parameterGradients(
                    gradients, memory.activationGradients(), memory.gradientAt(i), inputs(i),
                    inputsAt(i), rows, accumulate);
            if (i > 0) {
                gradientOfInputs(i);
            }
        }
    }

    /** Gradient of the features, after {@link #backward}; nobody needs it unless asked for. */
    void inputGradient(float[] dX, int offset) {
        layers[0].inputGradient(
                dX, offset, memory.activationGradients(), memory.gradientAt(0),
                network.parameters(), null, null, 0, rows);
    }

    /** Lets the features of the batch go. */
    void release() {
        x = null;
    }

    private void outputGradient() {
        layers[last].outputGradient(
                memory.activationGradients(), memory.gradientAt(last), memory.activations(),
                memory.zAt(last), rows);
    }

    private void gradientOfInputs(int layer) {
        float[] gradients = memory.activationGradients();
        int below = layer - 1;
        layers[layer].inputGradient(
                gradients, memory.gradientAt(below), gradients, memory.gradientAt(layer),
                network.parameters(), layers[below], memory.activations(), memory.zAt(below),
                rows);
    }

    private float[] inputs(int layer) {
        return layer == 0 ? x : memory.activations();
    }

    private int inputsAt(int layer) {
        return layer == 0 ? xOffset : memory.yAt(layer - 1);
    }
}
