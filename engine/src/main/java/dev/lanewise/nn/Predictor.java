package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
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

    private final List<Dense> layers;
    private final float[] parameters;
    private final int blockRows;
    private final int width;
    private final Spares<Scratch> spares;

    Predictor(Network network, Kernels kernels) {
        this.layers = network.layers();
        this.parameters = PanelPass.inPanels(layers, network.parameters());
        this.width = network.widestOutput();
        this.blockRows = Math.clamp(BLOCK / width, 1, ROWS);
        int processors = Runtime.getRuntime().availableProcessors();
        this.spares =
                new Spares<>(
                        Math.max(LEAST_SPARES, 2 * processors), () -> new Scratch(layers, kernels));
    }

    /**
     * Outputs of the network for rows of features. The two must not overlap.
     *
     * @param outputs {@code rows × network.outputs()}, overwritten
     * @param features {@code rows × network.inputs()}
     */
    public void predict(
            float[] outputs, int outputsOffset, float[] features, int featuresOffset, int rows) {
        int in = layers.getFirst().inputs();
        int out = layers.getLast().outputs();
        Checks.size("rows", rows);
        Checks.slice("outputs", outputs, outputsOffset, (long) rows * out);
        Checks.slice("features", features, featuresOffset, (long) rows * in);
        Scratch scratch = spares.borrow();
        scratch.grow(2 * Math.min(blockRows, rows) * width);
        for (int row = 0, block; row < rows; row += block) {
            block = Math.min(blockRows, rows - row);
            scratch.block(
                    outputs,
                    outputsOffset + row * out,
                    features,
                    featuresOffset + row * in,
                    parameters,
                    block);
        }
        // not in a finally: scratch that an error, such as lack of memory, left halfway is dropped
        spares.giveBack(scratch);
    }

    /** What one call at a time needs: kernels with their buffers, and the values between layers. */
    private static final class Scratch {
        private final PanelPass[] passes;
        private float[] activations = {};

        Scratch(List<Dense> layers, Kernels kernels) {
            Sgemm sgemm = kernels.sgemm();
            passes =
                    layers.stream()
                            .map(layer -> new PanelPass(layer, kernels, sgemm))
                            .toArray(PanelPass[]::new);
        }

        void grow(int needed) {
            if (activations.length < needed) {
                activations = new float[needed];
            }
        }

        /** One block through all layers; the two halves hold input and output in turn. */
        void block(
                float[] outputs,
                int outputsAt,
                float[] features,
                int featuresAt,
                float[] parameters,
                int rows) {
            float[] x = features;
            int xAt = featuresAt;
            int last = passes.length - 1;
            for (int i = 0; i <= last; i++) {
                float[] y = i == last ? outputs : activations;
                int yAt = i == last ? outputsAt : (i & 1) * (activations.length / 2);
                passes[i].forward(y, yAt, x, xAt, parameters, rows);
                x = y;
                xAt = yAt;
            }
        }
    }
}
