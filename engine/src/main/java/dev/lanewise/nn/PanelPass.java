package dev.lanewise.nn;

import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;

/**
 * A {@link Dense} layer in prediction. Its weights lie in panels: the first columns of all rows,
 * then the next ones, the last panel having those that are left.
 *
 * <p>The product of a single row is as fast as the weights come from the caches, and they come
 * faster as one run than row by row from places far apart. For training they would have to be laid
 * out anew with every step; a {@link Predictor} does it once. Each output is the same sum in the
 * same order, hence the same bits.
 */
final class PanelPass extends Inference {
    /** Columns of a panel, rows of 256 bytes; {@code Blocking.RUN} knows them. */
    private static final int COLUMNS = 64;

    private final Dense layer;
    private final Sgemm sgemm;
    private final ActivationKernel activation;

    /** Binds a layer; layers that run one after the other may share the sgemm. */
    PanelPass(Dense layer, Kernels kernels, Sgemm sgemm) {
        this.layer = layer;
        this.sgemm = sgemm;
        this.activation = kernels.activation(layer.activation());
    }

    /** Copies the weights of a layer, from where they lie in training, into panels. */
    static void toPanels(Dense layer, float[] copy, float[] parameters) {
        int out = layer.outputs();
        int to = layer.weightOffset();
        for (int j = 0, columns; j < out; j += columns) {
            columns = Math.min(COLUMNS, out - j);
            for (int i = 0; i < layer.inputs(); i++) {
                int from = layer.weightOffset() + i * out + j;
                System.arraycopy(parameters, from, copy, to, columns);
                to += columns;
            }
        }
    }

    /** Y = f(X·W + b), panel by panel. */
    @Override
    void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
        int in = layer.inputs();
        int out = layer.outputs();
        float[] parameters = values.parameters();
        float[] bias = layer.hasBias() ? parameters : null;
        for (int j = 0, columns; j < out; j += columns) {
            columns = Math.min(COLUMNS, out - j);
            int panel = layer.weightOffset() + j * in;
            int at = yAt + j;
            sgemm.nn(
                    y, at, out, x, xAt, in, parameters, panel, columns, rows, columns, in, false);
            activation.forward(y, at, y, at, out, bias, layer.biasOffset() + j, rows, columns);
        }
    }
}
