package dev.lanewise.nn;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
import java.util.List;

/** Layers in prediction, one after the other, with memory for the values between them. */
final class InferenceSequence {
    private final List<Layer> layers;
    private final Inference[] passes;
    private final int width;

    /** Two halves, in turn: inputs and outputs of a layer. */
    private float[] between = {};

    InferenceSequence(List<Layer> layers, Kernels kernels, Sgemm sgemm) {
        this.layers = layers.stream().filter(layer -> !(layer instanceof Dropout)).toList();
        this.passes =
                this.layers.stream()
                        .map(layer -> Inference.of(layer, kernels, sgemm))
                        .toArray(Inference[]::new);
        this.width = layers.stream().mapToInt(Layer::outputs).max().orElseThrow();
    }

    /** The widest row between two layers, outputs included, and those inside of blocks. */
    static int widest(List<Layer> layers) {
        return layers.stream()
                .mapToInt(
                        layer -> layer instanceof Residual residual
                                ? widest(residual.block())
                                : layer.outputs())
                .max()
                .orElseThrow();
    }

    /** Y of all layers. */
    void forward(
            float[] y, int yAt, float[] x, int xAt, Inference.Values values, int rows) {
        if (between.length < 2 * rows * width) {
            between = new float[2 * rows * width];
        }
        int last = passes.length - 1;
        if (last < 0) {
            System.arraycopy(x, xAt, y, yAt, rows * width);
            return;
        }
        float[] from = x;
        int fromAt = xAt;
        for (int i = 0; i <= last; i++) {
            float[] to = i == last ? y : between;
            int toAt = i == last ? yAt : (i & 1) * (between.length / 2);
            passes[i].forward(to, toAt, from, fromAt, values, rows);
            from = to;
            fromAt = toAt;
        }
    }
}
