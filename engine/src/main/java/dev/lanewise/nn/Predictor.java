package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
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

    private final int inputs;
    private final int outputs;
    private final Inference.Values values;
    private final int blockRows;
    private final Spares<InferenceSequence> spares;

    Predictor(Network network, Kernels kernels) {
        List<Layer> layers = network.layers();
        this.inputs = network.inputs();
        this.outputs = network.outputs();
        this.values = snapshot(network);
        this.blockRows = Math.clamp(BLOCK / InferenceSequence.widest(layers), 1, ROWS);
        int processors = Runtime.getRuntime().availableProcessors();
        this.spares =
                new Spares<>(
                        Math.max(LEAST_SPARES, 2 * processors),
                        () -> new InferenceSequence(layers, kernels, kernels.sgemm()));
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
     * Outputs of the network for rows of features. The two must not overlap.
     *
     * @param outputs {@code rows × network.outputs()}, overwritten
     * @param features {@code rows × network.inputs()}
     */
    public void predict(
            float[] outputs, int outputsOffset, float[] features, int featuresOffset, int rows) {
        Checks.size("rows", rows);
        Checks.slice("outputs", outputs, outputsOffset, (long) rows * this.outputs);
        Checks.slice("features", features, featuresOffset, (long) rows * inputs);
        InferenceSequence scratch = spares.borrow();
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(blockRows, rows - row);
            scratch.forward(
                    outputs,
                    outputsOffset + row * this.outputs,
                    features,
                    featuresOffset + row * inputs,
                    values,
                    block);
        }
        // not in a finally: scratch that an error, such as lack of memory, left halfway is dropped
        spares.giveBack(scratch);
    }
}
