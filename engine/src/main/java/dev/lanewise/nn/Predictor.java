package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
import java.util.List;

/**
 * The forward pass of a network, with scratch memory of its own: one instance a thread.
 *
 * <p>Rows are taken in blocks, so the scratch stays small and in the cache. Once a size has been
 * seen the engine allocates nothing. The outputs of a row do not depend on the rows beside it.
 * Outputs and features must not overlap.
 */
public final class Predictor {
    private static final int ROWS = 256;

    private final Network network;
    private final List<DensePass> passes;
    private final int width;
    private float[] scratch = {};

    Predictor(Network network, Kernels kernels) {
        Sgemm sgemm = kernels.sgemm();
        this.network = network;
        this.width = network.widestOutput();
        this.passes =
                network.layers().stream()
                        .map(layer -> new DensePass(layer, kernels, sgemm))
                        .toList();
    }

    /**
     * Outputs of the network for rows of features.
     *
     * @param outputs {@code rows × network.outputs()}, overwritten
     * @param features {@code rows × network.inputs()}
     */
    public void predict(
            float[] outputs, int outputsOffset, float[] features, int featuresOffset, int rows) {
        Checks.size("rows", rows);
        Checks.slice("outputs", outputs, outputsOffset, (long) rows * network.outputs());
        Checks.slice("features", features, featuresOffset, (long) rows * network.inputs());
        int needed = Math.multiplyExact(2 * Math.min(ROWS, rows), width);
        if (scratch.length < needed) {
            scratch = new float[needed];
        }
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(ROWS, rows - row);
            block(
                    outputs,
                    outputsOffset + row * network.outputs(),
                    features,
                    featuresOffset + row * network.inputs(),
                    block);
        }
    }

    /** One block through all layers; the scratch's two halves hold input and output in turn. */
    private void block(float[] outputs, int outputsAt, float[] features, int featuresAt, int rows) {
        float[] parameters = network.parameters();
        float[] x = features;
        int xAt = featuresAt;
        int last = passes.size() - 1;
        for (int i = 0; i <= last; i++) {
            float[] y = i == last ? outputs : scratch;
            int yAt = i == last ? outputsAt : (i & 1) * (scratch.length / 2);
            passes.get(i).forward(y, yAt, y, yAt, x, xAt, parameters, rows);
            x = y;
            xAt = yAt;
        }
    }
}
