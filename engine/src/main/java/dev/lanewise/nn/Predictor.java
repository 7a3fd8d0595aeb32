package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.SoftmaxKernel;
import java.util.List;

/**
 * The forward pass of a network with the parameters that it had when {@link Network#predictor()}
 * was called: a copy, which does not change.
 *
 * <p>Any number of threads may use a predictor at the same time, virtual ones too; none waits for
 * another. Scratch memory is borrowed for a call and kept for the next ones, as often as threads
 * predict at once, up to sixteen times or two for each processor. So the engine allocates nothing
 * once sizes have been seen and as many threads have been there. To predict while the network is
 * trained, the thread that trains publishes a new predictor from time to time, between steps:
 *
 * {@snippet :
 * AtomicReference<Predictor> current = new AtomicReference<>(network.predictor());
 * step.step(x, 0, targets, 0, rows);
 * current.set(network.predictor());
 * }
 *
 * <p>Rows are taken in blocks, so the scratch stays small and in the cache. The outputs of a row
 * do not depend on the rows beside it.
 */
public final class Predictor {
    private static final int ROWS = 256;
    /** Floats of a block of the widest layer at most, unless one row has more: two of 16 MB. */
    private static final int BLOCK = 1 << 22;
    /** More than processors: a thread that loses its processor in a call keeps its scratch. */
    private static final int LEAST_SPARES = 16;

    private final List<Layer> layers;
    private final int inputs;
    private final int outputs;
    private final Inference.Values values;
    private final int blockRows;
    private final OutputTransform transform;
    private final Spares<Scratch> spares;

    Predictor(Network network, Kernels kernels, OutputTransform transform) {
        this.layers = network.layers();
        this.inputs = network.inputs();
        this.outputs = network.outputs();
        this.values = snapshot(network);
        this.transform = transform;
        this.blockRows = Math.clamp(BLOCK / InferenceSequence.widest(layers), 1, ROWS);
        int processors = Runtime.getRuntime().availableProcessors();
        this.spares =
                new Spares<>(
                        Math.max(LEAST_SPARES, 2 * processors),
                        () -> new Scratch(layers, kernels));
    }

    /** What one call at a time needs. */
    private static final class Scratch {
        final InferenceSequence layers;
        final SoftmaxKernel softmax;
        final ActivationKernel sigmoid;

        Scratch(List<Layer> layers, Kernels kernels) {
            this.layers = new InferenceSequence(layers, kernels, kernels.sgemm());
            this.softmax = kernels.softmax();
            this.sigmoid = kernels.activation(Activation.SIGMOID);
        }

        /** In place. */
        void transform(OutputTransform transform, float[] y, int at, int rows, int columns) {
            switch (transform) {
                case NONE -> {
                    // as they are
                }
                case SOFTMAX -> softmax.softmax(y, at, y, at, rows, columns);
                case LOG_SOFTMAX -> softmax.logSoftmax(y, at, y, at, rows, columns);
                case SIGMOID ->
                    sigmoid.forward(y, at, y, at, columns, null, 0, rows, columns);
            }
        }
    }

    private static Inference.Values snapshot(Network network) {
        float[] copy = network.parameters().clone();
        toPanels(network.layers(), copy, network.parameters());
        return new Inference.Values(copy, network.buffers().clone());
    }

    private static void toPanels(List<Layer> layers, float[] copy, float[] parameters) {
        for (Layer layer : layers) {
            if (layer instanceof Dense dense) {
                PanelPass.toPanels(dense, copy, parameters);
            } else if (layer instanceof Residual residual) {
                toPanels(residual.block(), copy, parameters);
            }
        }
    }

    /**
     * Outputs of the network, transformed where that was asked for, for rows of features. The two
     * must not overlap.
     *
     * @param outputs {@code rows × network.outputs()}, overwritten
     * @param features {@code rows × network.inputs()}
     * @throws IllegalArgumentException before anything is written, where an {@link Embedding} gets
     *     what is no category, with row, column, value and range
     */
    public void predict(
            float[] outputs, int outputsOffset, float[] features, int featuresOffset, int rows) {
        Checks.size("rows", rows);
        Checks.slice("outputs", outputs, outputsOffset, (long) rows * this.outputs);
        Checks.slice("features", features, featuresOffset, (long) rows * inputs);
        Embeddings.checkFeatures(layers, values.buffers(), features, featuresOffset, rows);
        Scratch scratch = spares.borrow();
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(blockRows, rows - row);
            int to = outputsOffset + row * this.outputs;
            int from = featuresOffset + row * inputs;
            scratch.layers.forward(outputs, to, features, from, values, block);
            scratch.transform(transform, outputs, to, block, this.outputs);
        }
        // not in a finally: scratch that an error, such as lack of memory, left halfway is dropped
        spares.giveBack(scratch);
    }
}
