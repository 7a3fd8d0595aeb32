package dev.lanewise.nn;

import java.util.List;

/** Layers in order, forward, and in reverse, backward. */
final class SequencePass {
    private final Workspace work;
    private final LayerPass[] layers;

    /** The first layer with parameters; gradients go no further unless they are asked for. */
    private final int lowest;

    private final boolean canWait;

    SequencePass(Workspace work, List<Layer> layers) {
        this.work = work;
        this.layers = new LayerPass[layers.size()];
        LayerPass below = null;
        for (int i = 0; i < this.layers.length; i++) {
            this.layers[i] = pass(work, layers.get(i));
            this.layers[i].follow(below);
            below = this.layers[i];
        }
        lowest = lowestWithParameters(layers);
        canWait =
                lowest < layers.size() && this.layers[lowest] instanceof DensePass
                        && !needsInputs(lowest);
    }

    private static int lowestWithParameters(List<Layer> layers) {
        int i = 0;
        while (i < layers.size() && layers.get(i).parameters().isEmpty()) {
            i++;
        }
        return i;
    }

    private static LayerPass pass(Workspace work, Layer layer) {
        int number = work.nextLayer();
        // most layers are dense, and without another one all its classes stay unloaded
        return layer instanceof Dense dense
                ? new DensePass(work, dense)
                : OtherPasses.of(work, layer, number);
    }

    /** Chooses the halves for gradients, from that of the first layer's inputs on. */
    int place(int dXHalf) {
        int half = dXHalf;
        for (LayerPass layer : layers) {
            half = layer.place(half);
        }
        return half;
    }

    /** Y of all layers. */
    void forward(float[] x, int xAt) {
        float[] from = x;
        int at = xAt;
        for (LayerPass layer : layers) {
            layer.forward(from, at);
            from = work.values;
            at = layer.yAt;
        }
    }

    /**
     * From the gradient of the last layer's outputs to those of all parameters, and to that of the
     * first layer's inputs where it is wanted.
     */
    void backward(boolean toInputs) {
        int end = toInputs ? 0 : lowest;
        for (int i = layers.length - 1; i >= end; i--) {
            layers[i].backward(i > end || toInputs);
        }
    }

    /** Whether one of its layers {@linkplain LayerPass#needsInputs needs its inputs} for dX. */
    boolean needsInputs() {
        return needsInputs(layers.length);
    }

    private boolean needsInputs(int end) {
        for (int i = 0; i < end; i++) {
            if (layers[i].needsInputs()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the gradient of the inputs can still be had after {@link #backward}, on demand. */
    boolean inputGradientCanWait() {
        return canWait;
    }

    /** The gradient of the inputs, where it could wait. */
    void inputGradient(float[] dX, int offset) {
        DensePass dense = (DensePass) layers[lowest];
        if (lowest == 0) {
            dense.inputGradient(dX, offset);
            return;
        }
        dense.inputGradient(work.slopes, dense.dXAt());
        for (int i = lowest - 1; i >= 0; i--) {
            layers[i].backward(true);
        }
        copyInputGradient(dX, offset);
    }

    /** The gradient of the inputs after {@link #backward} went to them. */
    void copyInputGradient(float[] dX, int offset) {
        int size = work.rows * layers[0].inputs;
        System.arraycopy(work.slopes, layers[0].dXAt(), dX, offset, size);
    }

    LayerPass last() {
        return layers[layers.length - 1];
    }

    LayerPass layer(int index) {
        return layers[index];
    }

    void addRanges(List<UpdateRange> ranges) {
        for (LayerPass layer : layers) {
            layer.addRanges(ranges);
        }
    }

    void updateRest(float[] gradients, float[] state) {
        for (LayerPass layer : layers) {
            layer.updateRest(gradients, state);
        }
    }

    void release() {
        for (LayerPass layer : layers) {
            layer.release();
        }
    }
}
